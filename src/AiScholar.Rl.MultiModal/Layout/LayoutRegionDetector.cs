using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes tables, figures and equations from a page's rulings, aligned text, drawings, images, captions and fonts.</summary>
internal sealed class LayoutRegionDetector(IOptions<EquationOptions> equationOptions) : IRegionDetector
{
    public ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(captions);
        cancellationToken.ThrowIfCancellationRequested();
        if (page.Words.Count == 0 && page.Paths.Count == 0 && page.Raster is not null)
            return ValueTask.FromResult<IReadOnlyList<VisualRegion>>([]);
        EquationOptions options = equationOptions.Value;
        PageLayout layout = PageLayout.Of(page);
        (List<TableCandidate> tables, List<FigureCandidate> figures, List<EquationCandidate> equations) = RegionFinder.Of(layout, captions);
        var whole = new BoundingBox(0, 0, page.Width, page.Height);
        var regions = new List<VisualRegion>(tables.Count + figures.Count);
        foreach (TableCandidate table in tables)
            Add(table.Box, VisualElementType.Table, table.Score, table.Words, table.Caption);
        foreach (FigureCandidate figure in figures)
            Add(figure.Box, VisualElementType.Figure, figure.Score, [], figure.Caption);
        foreach (EquationCandidate equation in equations.Take(options.MaxPerPage))
            Add(equation.Box, VisualElementType.Equation, equation.Score, equation.Words, null);
        if (options.IncludeInline)
        {
            BoundingBox[] taken = [.. tables.Select(table => table.Box), .. figures.Select(figure => figure.Box), .. equations.Select(equation => equation.Box)];
            foreach (EquationCandidate formula in InlineFormulaFinder.Find(layout.Lines, taken, Math.Max(0, options.MaxPerPage - equations.Count)))
                Add(formula.Box, VisualElementType.Equation, formula.Score, formula.Words, null);
        }

        return ValueTask.FromResult<IReadOnlyList<VisualRegion>>(regions);

        void Add(BoundingBox box, VisualElementType type, double score, IReadOnlyList<PageWord> words, CaptionText? caption)
        {
            if (whole.Intersect(box) is { Width: > 0, Height: > 0 } shown)
                regions.Add(new VisualRegion { Page = page, BoundingBox = shown, SuggestedType = type, DetectionScore = Math.Clamp(score, 0, 1), Words = words, Caption = caption });
        }
    }
}
