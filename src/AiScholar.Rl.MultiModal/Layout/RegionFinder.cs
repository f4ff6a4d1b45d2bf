namespace AiScholar.Rl.MultiModal;

/// <summary>Tables and figures of a page, each place given to one of them.</summary>
internal static class RegionFinder
{
    private const double Strong = 0.85;

    public static (List<TableCandidate> Tables, List<FigureCandidate> Figures) Find(PageLayout layout, IReadOnlyList<CaptionText> captions)
    {
        var blocks = new PageBlocks(layout, captions);
        List<TableCandidate> tables = TableDetector.Detect(blocks);
        List<TableCandidate> sure = [.. tables.Where(table => table.Caption is not null || (table.IsRuled && table.Score >= Strong && !DrawnOver(layout.Page, table.Box) && !FigureCaptionBeside(captions, table.Box)))];
        List<FigureCandidate> figures = FigureDetector.Detect(blocks, [.. sure.Select(table => table.Box)]);
        tables.RemoveAll(table => !sure.Contains(table)
            && (DrawnOver(layout.Page, table.Box) || figures.Exists(figure => (figure.Box.Intersect(table.Box)?.Area ?? 0) > 0.4 * table.Box.Area)));
        return (tables, figures);
    }

    private static bool FigureCaptionBeside(IReadOnlyList<CaptionText> captions, BoundingBox box) =>
        captions.Any(caption => caption.ElementType != VisualElementType.Table && CaptionMatcher.Distance(caption.BoundingBox, box) < 40);

    /// <summary>Whether images cover much of the box, or curves and slanted lines cross it: a chart or a drawing.</summary>
    private static bool DrawnOver(DocumentPage page, BoundingBox box)
    {
        double images = page.Images.Sum(image => image.BoundingBox.Intersect(box)?.Area ?? 0);
        if (images > 0.3 * box.Area)
            return true;
        int slanted = 0;
        foreach (PagePath path in page.Paths)
        {
            if (!box.Contains(path.BoundingBox.CenterX, path.BoundingBox.CenterY))
                continue;
            slanted += path.Segments.Count(s => s.IsCurve || (Math.Abs(s.EndX - s.StartX) > 2 && Math.Abs(s.EndY - s.StartY) > 2));
        }

        return slanted > 12;
    }
}
