namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a document once, keeps what its figures need, and gathers paragraphs by the references that were found.</summary>
internal sealed class ElementViewReader(DocumentPages pages, PageAnalyzer analyzer, IPageRasterizer rasterizer) : IElementViewReader
{
    private const int LongestText = 20_000;
    private static readonly VisualElementType[] Types = [VisualElementType.Figure, VisualElementType.Chart, VisualElementType.Diagram, VisualElementType.Flowchart];

    private readonly ElementPictures _pictures = new(rasterizer);

    public async ValueTask<IReadOnlyList<ElementView>> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var request = new DocumentAnalysisRequest();
        var draft = new DocumentDraft();
        var passages = new Dictionary<int, PagePassages>();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var captions = new Dictionary<int, List<BoundingBox>>();
        await foreach (DocumentPage page in pages.ReadAsync(source, request, cancellationToken).ConfigureAwait(false))
        {
            PageDraft analyzed = await analyzer.AnalyzeAsync(source, page, request, cancellationToken).ConfigureAwait(false);
            draft.Add(page, analyzed);
            List<BoundingBox> labels = captions[page.Number] = [.. analyzed.Elements.Select(found => found.Caption?.BoundingBox.Inflate(1)).OfType<BoundingBox>()];
            passages[page.Number] = new PagePassages(page, [.. labels, .. analyzed.Elements.Where(found => found.Element.ElementType != VisualElementType.Equation).Select(found => found.Element.BoundingBox)]);
            foreach (FoundElement found in analyzed.Elements.Where(found => Types.Contains(found.Element.ElementType)))
                words[found.Element.Id] = InnerText(page, found.Element.BoundingBox, labels);
        }

        VisualFeatures features = draft.ToVisualFeatures();
        ILookup<string, CrossModalRelationship> ties = features.Relationships.ToLookup(tie => tie.ElementId, StringComparer.Ordinal);
        var views = new List<ElementView>();
        foreach (VisualElement[] group in Groups(features.Elements, ties))
        {
            VisualElement first = group[0];
            BoundingBox box = BoundingBox.Union(group.Select(element => element.BoundingBox));
            views.Add(new ElementView
            {
                ElementId = first.Id,
                ElementType = first.ElementType,
                PageNumber = first.PageNumber,
                Label = first.Label,
                Caption = MentionMask.ApplyToCaption(first.Caption!, first.Label),
                Text = Paragraphs(group.SelectMany(element => ties[element.Id]), passages),
                InnerText = MentionMask.Apply(string.Join(' ', group.Select(element => words.GetValueOrDefault(element.Id, "")))),
                Layout = features.ElementFeatures[first.Id],
                Crop = await _pictures.DrawAsync(source, first.PageNumber, box, captions[first.PageNumber], cancellationToken).ConfigureAwait(false),
            });
        }

        return views;
    }

    /// <summary>The elements of one caption together, the one that owns it first.</summary>
    private static IEnumerable<VisualElement[]> Groups(IReadOnlyList<VisualElement> elements, ILookup<string, CrossModalRelationship> ties)
    {
        VisualElement[] all = [.. elements.Where(element => Types.Contains(element.ElementType))];
        foreach (VisualElement owner in all.Where(element => element.Caption is { Length: > 0 }))
        {
            BoundingBox? caption = ties[owner.Id].FirstOrDefault(tie => tie.Kind == RelationshipKind.Caption)?.BoundingBox;
            yield return
            [
                owner,
                .. all.Where(element => element.Caption is null && element.PageNumber == owner.PageNumber
                    && ties[element.Id].Any(tie => tie.Kind == RelationshipKind.Caption && tie.BoundingBox == caption)),
            ];
        }
    }

    private static string Paragraphs(IEnumerable<CrossModalRelationship> ties, Dictionary<int, PagePassages> passages)
    {
        var taken = new HashSet<(int, int, int)>();
        var texts = new List<string>();
        foreach (CrossModalRelationship tie in ties.Where(tie => tie.Kind == RelationshipKind.Reference).OrderBy(tie => tie.PageNumber))
        {
            if (passages.GetValueOrDefault(tie.PageNumber) is { } page && page.ParagraphAt(tie.BoundingBox) is { } lines && taken.Add((tie.PageNumber, lines.First, lines.Last)))
                texts.Add(page.TextOf(lines.First, lines.Last));
        }

        string text = string.Join('\n', texts);
        return MentionMask.Apply(text[..Math.Min(text.Length, LongestText)]);
    }

    private static string InnerText(DocumentPage page, BoundingBox box, List<BoundingBox> captions)
    {
        string text = string.Join(' ', page.Words
            .Where(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY) && !captions.Exists(caption => caption.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))
            .Select(word => word.Text));
        return text[..Math.Min(text.Length, LongestText)];
    }
}
