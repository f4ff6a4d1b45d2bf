namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>
/// Judges a read chart against the drawn one. A value is right within 2 % of its axis (of the decades on a logarithmic one) at the right
/// place: bars and boxes at their category, cells at their row and column, bins and scatter points within 2 % across, slices by their
/// share within .02. Of lines and areas a read point is right where the drawn line passes within 2 %, and a drawn point is found where the read line
/// passes. Series are matched one to one. A chart of the wrong kind has no right value.
/// </summary>
internal sealed record ChartScore
{
    private const double Tolerance = 0.02;

    public required bool IsKindRight { get; init; }

    public double Precision { get; init; }

    public double Recall { get; init; }

    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Names of series and categories that the chart shows, and how many were read right.</summary>
    public int Names { get; init; }

    public int RightNames { get; init; }

    public static ChartScore Of(GeneratedChart truth, ChartContent? read)
    {
        int names = NamesOf(truth);
        if (read is null || read.ChartKind != truth.Kind)
            return new ChartScore { IsKindRight = false, Names = names };
        List<Named> expected = Expected(truth), found = Found(read);
        bool curve = truth.Kind is ChartKinds.Line or ChartKinds.Area;
        (int right, int predicted, int hit, int total, int rightNames) = Match(truth, expected, found, curve);
        return new ChartScore
        {
            IsKindRight = true,
            Precision = predicted == 0 ? 0 : (double)right / predicted,
            Recall = (double)hit / total,
            Names = names,
            RightNames = rightNames + CategoriesRight(truth, read),
        };
    }

    private static int NamesOf(GeneratedChart truth) =>
        truth.Series.Count(series => series.Name is not null) + (truth.X?.Categories.Count ?? 0) + (truth.Y?.Categories.Count ?? 0) + truth.Slices.Count;

    private static List<Named> Expected(GeneratedChart truth) => truth.Kind switch
    {
        ChartKinds.Box => [.. truth.Boxes.Select((box, i) => new Named(null, [.. ((double[])[box.Low, box.Lower, box.Median, box.Upper, box.High, .. box.Outliers]).Select(value => ((double)i, value))]))],
        ChartKinds.HeatMap => [.. truth.Cells.Select((row, r) => new Named(null, [.. row.Select((value, c) => ((double)c, value))]))],
        ChartKinds.Pie => [.. truth.Series.Select(series => new Named(null, [.. series.Points.Select(point => (0.0, point.Y))]))],
        _ => [.. truth.Series.Select(series => new Named(series.Name, series.Points))],
    };

    private static List<Named> Found(ChartContent read) => read.ChartKind switch
    {
        ChartKinds.Box => [.. read.Boxes.Select(box => new Named(null, [.. ((double[])[box.Minimum, box.LowerQuartile, box.Median, box.UpperQuartile, box.Maximum, .. box.Outliers]).Select(value => (box.X, value))]))],
        ChartKinds.HeatMap => [.. read.Cells.GroupBy(cell => cell.Row).Select(row => new Named(null, [.. row.Select(cell => ((double)cell.Column, cell.Value))]))],
        ChartKinds.Pie => [.. read.Series.Select(series => new Named(null, [.. series.Points.Select(point => (0.0, point.Y))]))],
        _ => [.. read.Series.Select(series => new Named(series.Name, [.. series.Points.Select(point => (point.X, point.Y))]))],
    };

    private static (int Right, int Predicted, int Hit, int Total, int RightNames) Match(GeneratedChart truth, List<Named> expected, List<Named> found, bool curve)
    {
        (double, double)[][] wanted = [.. expected.Select(series => series.Points.Select(point => Scaled(truth, point)).ToArray())], got = [.. found.Select(series => series.Points.Select(point => Scaled(truth, point)).ToArray())];
        var pairs = new List<(int T, int P, int Right, int Hit)>();
        for (int t = 0; t < wanted.Length; t++)
        {
            for (int p = 0; p < got.Length; p++)
            {
                if (curve)
                    pairs.Add((t, p, got[p].Count(point => Passes(wanted[t], point)), wanted[t].Count(point => Passes(got[p], point))));
                else if (OneToOne(wanted[t], got[p]) is var count)
                    pairs.Add((t, p, count, count));
            }
        }

        (int right, int hit, int rightNames) = (0, 0, 0);
        var takenT = new HashSet<int>();
        var takenP = new HashSet<int>();
        foreach ((int t, int p, int r, int h) in pairs.OrderByDescending(pair => pair.Right + pair.Hit))
        {
            if (r + h == 0 || takenT.Contains(t) || takenP.Contains(p))
                continue;
            takenT.Add(t);
            takenP.Add(p);
            (right, hit) = (right + r, hit + h);
            if (expected[t].Name is { } name && string.Equals(name, found[p].Name, StringComparison.OrdinalIgnoreCase))
                rightNames++;
        }

        return (right, got.Sum(points => points.Length), hit, wanted.Sum(points => points.Length), rightNames);
    }

    /// <summary>Both places in shares of their axes, so that .02 is the tolerance; categories and cells a whole step apart.</summary>
    private static (double X, double Y) Scaled(GeneratedChart truth, (double X, double Y) point) => truth.Kind switch
    {
        ChartKinds.Pie => point,
        ChartKinds.HeatMap => (point.X, truth.ColorScale!.ShareOf(point.Y)),
        _ => (Share(truth.X!, point.X), Share(truth.Y!, point.Y)),
    };

    private static double Share(GeneratedAxis axis, double value) => axis.Scale == "category" ? value : axis.Scale == "log" && value <= 0 ? double.NegativeInfinity : axis.ShareOf(value);

    private static int OneToOne((double X, double Y)[] truth, (double X, double Y)[] read)
    {
        var owner = new int[read.Length];
        Array.Fill(owner, -1);
        return Enumerable.Range(0, truth.Length).Count(t => Augment(t, new bool[read.Length]));

        bool Augment(int t, bool[] seen)
        {
            for (int p = 0; p < read.Length; p++)
            {
                if (seen[p] || !(Math.Abs(read[p].X - truth[t].X) <= Tolerance && Math.Abs(read[p].Y - truth[t].Y) <= Tolerance))
                    continue;
                seen[p] = true;
                if (owner[p] < 0 || Augment(owner[p], seen))
                {
                    owner[p] = t;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether a line passes within the tolerance of a point: through the box of 2 % each way about it.</summary>
    private static bool Passes((double X, double Y)[] line, (double X, double Y) point)
    {
        (double left, double right, double low, double high) = (point.X - Tolerance, point.X + Tolerance, point.Y - Tolerance, point.Y + Tolerance);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i].X >= left && line[i].X <= right && line[i].Y >= low && line[i].Y <= high)
                return true;
            if (i == 0 || !double.IsFinite(line[i].Y) || !double.IsFinite(line[i - 1].Y))
                continue;
            ((double ax, double ay), (double bx, double by)) = (line[i - 1], line[i]);
            if (Math.Max(ax, bx) < left || Math.Min(ax, bx) > right)
                continue;
            double from = ax == bx ? ay : ay + ((by - ay) * (Math.Clamp(left, Math.Min(ax, bx), Math.Max(ax, bx)) - ax) / (bx - ax));
            double to = ax == bx ? by : ay + ((by - ay) * (Math.Clamp(right, Math.Min(ax, bx), Math.Max(ax, bx)) - ax) / (bx - ax));
            if (Math.Max(from, to) >= low && Math.Min(from, to) <= high)
                return true;
        }

        return false;
    }

    private static int CategoriesRight(GeneratedChart truth, ChartContent read)
    {
        if (truth.Kind == ChartKinds.Pie)
        {
            List<string?> slices = [.. read.Series.SelectMany(series => series.Points).Select(point => point.Category)];
            return truth.Slices.Count(slices.Contains);
        }

        return Count(truth.X, "x") + Count(truth.Y, "y");

        int Count(GeneratedAxis? axis, string name)
        {
            IReadOnlyList<string> names = read.Axes.FirstOrDefault(candidate => candidate.Name == name)?.Categories ?? [];
            // Categories of a chart run in the order of their values: up the axis, or down the rows of a heat map.
            return axis is null ? 0 : axis.Categories.Where((category, index) => index < names.Count && string.Equals(names[index], category, StringComparison.OrdinalIgnoreCase)).Count();
        }
    }

    private sealed record Named(string? Name, IReadOnlyList<(double X, double Y)> Points);
}
