namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>The boxes an analysis gives to each label, page by page.</summary>
public sealed class RegionPrediction
{
    private readonly Dictionary<int, List<(RegionLabel Label, BoundingBox Box)>> _boxes = [];
    private readonly Dictionary<int, List<BoundingBox>> _captionLabels = [];

    /// <summary>Analyses a paper as a host would.</summary>
    public static async Task<(RegionPrediction Prediction, int Pages)> AnalyzeAsync(IDocumentAnalyzer analyzer, DocumentSource source, CancellationToken cancellationToken)
    {
        var prediction = new RegionPrediction();
        int pages = 0;
        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, cancellationToken: cancellationToken))
        {
            pages++;
            prediction.Add(page);
        }

        return (prediction, pages);
    }

    /// <summary>Whether a token's centre lies in a box of that label, and, for captions, not on the printed label.</summary>
    public bool Holds(RegionLabel label, RegionToken token) =>
        _boxes.GetValueOrDefault(token.Page) is { } boxes && boxes.Exists(region => region.Label == label && region.Box.Contains(token.X, token.Y))
        && !(label == RegionLabel.Caption && _captionLabels.GetValueOrDefault(token.Page) is { } labels && labels.Exists(box => box.Contains(token.X, token.Y)));

    private void Add(PageAnalysis page)
    {
        List<(RegionLabel, BoundingBox)> boxes = _boxes[page.Page.Number] = [];
        List<BoundingBox> labels = _captionLabels[page.Page.Number] = [];
        foreach (VisualElement element in page.Elements)
        {
            if (element.ElementType == VisualElementType.Equation)
                boxes.Add((RegionLabel.Equation, element.BoundingBox));
            else if (element.ElementType == VisualElementType.Table)
                boxes.Add((RegionLabel.Table, element.BoundingBox));
        }

        foreach (CrossModalRelationship caption in page.Relationships.Where(relationship => relationship.Kind == RelationshipKind.Caption))
        {
            boxes.Add((RegionLabel.Caption, caption.BoundingBox));
            if (page.Elements.First(element => element.Id == caption.ElementId).Label is { } printed && caption.Text.StartsWith(printed, StringComparison.Ordinal))
                labels.AddRange(LabelWords(page.Page, caption.BoundingBox, printed));
        }
    }

    /// <summary>The first words of a caption that make up its printed label.</summary>
    private static IEnumerable<BoundingBox> LabelWords(DocumentPage page, BoundingBox caption, string printed)
    {
        int left = printed.Count(sign => !char.IsWhiteSpace(sign));
        foreach (PageWord word in page.Words.Where(word => caption.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))
        {
            if (left <= 0)
                yield break;
            left -= word.Text.Length;
            yield return word.BoundingBox.Inflate(1);
        }
    }
}
