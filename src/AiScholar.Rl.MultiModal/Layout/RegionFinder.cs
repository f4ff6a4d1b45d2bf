using System.Runtime.CompilerServices;

namespace AiScholar.Rl.MultiModal;

/// <summary>Tables, figures and equations of a page, each place given to one of them.</summary>
internal static class RegionFinder
{
    private const double Strong = 0.85;
    private const double MathTable = 0.25;
    private const double Mostly = 0.5;

    private static readonly ConditionalWeakTable<PageLayout, Tuple<IReadOnlyList<CaptionText>, PageRegions>> Known = [];

    /// <summary>The regions, found once for all detectors of a page; they must not be changed.</summary>
    public static PageRegions Of(PageLayout layout, IReadOnlyList<CaptionText> captions)
    {
        if (Known.TryGetValue(layout, out Tuple<IReadOnlyList<CaptionText>, PageRegions>? found) && ReferenceEquals(found.Item1, captions))
            return found.Item2;
        PageRegions regions = Find(layout, captions);
        Known.AddOrUpdate(layout, Tuple.Create(captions, regions));
        return regions;
    }

    public static PageRegions Find(PageLayout layout, IReadOnlyList<CaptionText> captions)
    {
        PageRegions[] turned = [.. layout.Turned.Select(page => page.Find(captions))];
        if (turned.Length == 0)
            return Find(layout, captions, []);
        var others = new HashSet<CaptionText>(layout.Turned.SelectMany(page => page.Captions).Select(pair => pair.Shown), ReferenceEqualityComparer.Instance);
        TableCandidate[] tables = [.. turned.SelectMany(regions => regions.Tables)];
        FigureCandidate[] figures = [.. turned.SelectMany(regions => regions.Figures)];
        PageRegions upright = Find(layout, [.. captions.Where(caption => !others.Contains(caption))], [.. tables.Select(table => table.Box), .. figures.Select(figure => figure.Box)]);
        return new PageRegions([.. upright.Tables, .. tables], [.. upright.Figures, .. figures], upright.Equations);
    }

    /// <summary>What stands upright on the page.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="captions">Its upright captions.</param>
    /// <param name="turned">Places that turned tables and figures take.</param>
    private static PageRegions Find(PageLayout layout, IReadOnlyList<CaptionText> captions, IReadOnlyList<BoundingBox> turned)
    {
        var blocks = new PageBlocks(layout, captions);
        List<TableCandidate> tables = TableDetector.Detect(blocks);
        tables.RemoveAll(table => turned.Any(box => (box.Intersect(table.Box)?.Area ?? 0) > Mostly * Math.Min(box.Area, table.Box.Area)));
        tables.RemoveAll(table => table.Caption is null && ContentsList.IsOne(layout, table));
        List<TableCandidate> sure = [.. tables.Where(table => table.Caption is not null || (table.IsRuled && table.Score >= Strong && !DrawnOver(layout.Page, table.Box) && !FigureCaptionBeside(captions, table.Box)))];
        List<FigureCandidate> figures = FigureDetector.Detect(blocks, [.. sure.Select(table => table.Box), .. turned]);
        tables.RemoveAll(table => !sure.Contains(table)
            && (DrawnOver(layout.Page, table.Box) || figures.Exists(figure => (figure.Box.Intersect(table.Box)?.Area ?? 0) > 0.4 * table.Box.Area)));
        var vocabulary = new FormulaWords();
        bool[] contested = [.. tables.Select(table => table.Caption is null && (!table.IsRuled || MathShare(table.Words, vocabulary) > MathTable))];
        List<EquationCandidate> equations = EquationFinder.Find(blocks, [.. tables.Where((_, index) => !contested[index]).Select(table => table.Box), .. figures.Select(figure => figure.Box)]);
        var lost = new HashSet<TableCandidate>(tables.Where((table, index) => contested[index] && Covered(table, equations) > Mostly), ReferenceEqualityComparer.Instance);
        equations.RemoveAll(equation => tables.Where((table, index) => contested[index] && !lost.Contains(table)).Any(table => table.Box.Contains(equation.Box.CenterX, equation.Box.CenterY)));
        tables.RemoveAll(lost.Contains);
        return new PageRegions(tables, figures, equations);
    }

    private static double MathShare(IReadOnlyList<PageWord> words, FormulaWords vocabulary) => words.Count(vocabulary.IsMath) / (double)Math.Max(1, words.Count);

    /// <summary>The part of a table's words that stand in equations.</summary>
    private static double Covered(TableCandidate table, List<EquationCandidate> equations)
    {
        BoundingBox[] near = [.. equations.Select(equation => equation.Box).Where(box => box.Intersect(table.Box) is not null)];
        return table.Words.Count(word => near.Any(box => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))) / (double)Math.Max(1, table.Words.Count);
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
