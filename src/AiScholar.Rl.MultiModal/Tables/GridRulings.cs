namespace AiScholar.Rl.MultiModal;

/// <summary>The rulings in and around a table region, sorted into the places they mean.</summary>
internal sealed class GridRulings
{
    private const double Margin = 7;
    private const double SamePlace = 3;

    public GridRulings(IReadOnlyList<Ruling> rulings, BoundingBox text, IReadOnlyList<TextLine> lines)
    {
        Horizontals = [.. rulings.Where(ruling => ruling.IsHorizontal
            && ruling.Position > text.Top - Margin && ruling.Position < text.Bottom + Margin
            && ruling.Overlap(text.Left - Margin, text.Right + Margin) > Math.Min(8, 0.5 * ruling.Length)
            && !IsUnderline(ruling, lines))];
        Verticals = [.. rulings.Where(ruling => !ruling.IsHorizontal
            && ruling.Position > text.Left - Margin - 5 && ruling.Position < text.Right + Margin + 5
            && ruling.Overlap(text.Top, text.Bottom) > Math.Min(5, 0.5 * ruling.Length)
            && !Strikes(ruling, lines))];
    }

    public IReadOnlyList<Ruling> Horizontals { get; }

    public IReadOnlyList<Ruling> Verticals { get; }

    /// <summary>The x of vertical rulings strictly between <paramref name="left"/> and <paramref name="right"/>, one for those that stand together.</summary>
    public List<double> Columns(double left, double right) => Places(Verticals.Where(ruling => ruling.Position > left + 2 && ruling.Position < right - 2));

    /// <summary>The y of horizontal rulings, one for those that stand together.</summary>
    public List<double> Rows() => Places(Horizontals);

    /// <summary>Which part of <paramref name="columns"/> the rulings at a height cover, 0 to 1.</summary>
    public double CoverAt(double y, Span columns) => Cover(Horizontals, y, columns);

    /// <summary>Which part of <paramref name="rows"/> the rulings at an x cover, 0 to 1.</summary>
    public double CoverUp(double x, Span rows) => Cover(Verticals, x, rows);

    private static double Cover(IReadOnlyList<Ruling> rulings, double position, Span along)
    {
        if (along.Length <= 0)
            return 0;
        double covered = 0, reached = along.Start;
        foreach (Ruling ruling in rulings.Where(ruling => Math.Abs(ruling.Position - position) <= SamePlace).OrderBy(ruling => ruling.Start))
        {
            double from = Math.Max(ruling.Start, reached), to = Math.Min(ruling.End, along.End);
            if (to > from)
            {
                covered += to - from;
                reached = to;
            }
        }

        return covered / along.Length;
    }

    private static List<double> Places(IEnumerable<Ruling> rulings)
    {
        var places = new List<(double Sum, int Count, double Last)>();
        foreach (double position in rulings.Select(ruling => ruling.Position).Order())
        {
            if (places.Count > 0 && position - places[^1].Last <= SamePlace)
                places[^1] = (places[^1].Sum + position, places[^1].Count + 1, position);
            else
                places.Add((position, 1, position));
        }

        return [.. places.Select(place => place.Sum / place.Count)];
    }

    /// <summary>A short line closely below words and no longer than they are underlines them.</summary>
    private static bool IsUnderline(Ruling ruling, IReadOnlyList<TextLine> lines) => lines.Any(line =>
        ruling.Position > line.Baseline - 0.5 && ruling.Position < line.Baseline + (0.3 * line.FontSize)
        && line.Runs(0.45).Exists(run => ruling.Start >= run.BoundingBox.Left - 1.5 && ruling.End <= run.BoundingBox.Right + 1.5));

    /// <summary>A line through words is no column boundary.</summary>
    private static bool Strikes(Ruling ruling, IReadOnlyList<TextLine> lines)
    {
        int beside = 0, struck = 0;
        foreach (TextLine line in lines)
        {
            double middle = line.Baseline - (0.3 * line.FontSize);
            if (middle < ruling.Start || middle > ruling.End)
                continue;
            beside++;
            if (line.Words.Any(word => word.BoundingBox.Left < ruling.Position - 1.5 && word.BoundingBox.Right > ruling.Position + 1.5))
                struck++;
        }

        return struck > 0.34 * beside && struck > 0;
    }
}
