namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a formula's number and its words in reading order.</summary>
internal sealed class EquationProcessor : IVisualProcessor
{
    private const double Beside = 1.2;

    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Equation];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.SuggestedType == VisualElementType.Equation && region.Words.Count > 0 ? region.DetectionScore : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        cancellationToken.ThrowIfCancellationRequested();
        bool display = IsDisplay(region);
        EquationNumber? number = display ? EquationNumbers.Find(region.Words, new Span(region.BoundingBox.Left, region.BoundingBox.Right)).LastOrDefault() : null;
        PageWord[] formula = number is null ? [.. region.Words] : [.. region.Words.Where(word => !number.Words.Contains(word, ReferenceEqualityComparer.Instance))];
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = VisualElementType.Equation,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = region.DetectionScore,
            Label = number is null ? null : $"({number.Text})",
            Properties = ElementEvidence.ToProperties(display ? EquationEvidence.Of(region, number) : []),
            Content = new EquationContent { Text = EquationText.Of(formula, region.Paths), Number = number?.Text, IsDisplay = display },
        });
    }

    /// <summary>Whether no word of the page's text stands close beside the formula on its line.</summary>
    private static bool IsDisplay(VisualRegion region)
    {
        BoundingBox box = region.BoundingBox;
        double reach = Beside * FormulaRow.Usual(region.Words);
        var own = new HashSet<PageWord>(region.Words, ReferenceEqualityComparer.Instance);
        PageLayout layout = PageLayout.Of(region.Page);
        return !layout.Lines.Where(line => line.Baseline > box.Top && line.Baseline < box.Bottom + (0.3 * line.FontSize)).Any(line => line.Words.Any(word => !own.Contains(word)
            && word.BoundingBox.CenterY > box.Top && word.BoundingBox.CenterY < box.Bottom
            && (Math.Abs(word.BoundingBox.Right - box.Left) < reach || Math.Abs(word.BoundingBox.Left - box.Right) < reach)));
    }
}
