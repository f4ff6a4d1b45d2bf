namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the axes of a plot area by the labels beside it: numbers or dates in proportion to their places, else names.</summary>
internal sealed class VectorAxisFinder(IReadOnlyList<VectorLabel> labels, IReadOnlyList<VectorShape> shapes, BoundingBox area)
{
    private const double Aligned = 2;
    private const double LeastSpan = 0.3;
    private const double Snap = 0.45;
    private const double MostWithTicks = 0.7;

    /// <summary>How many labels of an axis must agree before it counts as one of numbers.</summary>
    private const int Fewest = 3;
    private const int FewestAlone = 2;

    public SceneAxis? Across() => Find(labels.Where(label => label.Box.Top >= area.Bottom - 2 && label.Box.Top < area.Bottom + (5 * label.FontSize) && label.Box.CenterX > area.Left - 20 && label.Box.CenterX < area.Right + 20), level: true)
        ?? Find(labels.Where(label => label.Box.Bottom <= area.Top + 2 && label.Box.Bottom > area.Top - (3 * label.FontSize) && label.Box.CenterX > area.Left - 20 && label.Box.CenterX < area.Right + 20), level: true, onlyScales: true);

    public SceneAxis? Up() => Find(labels.Where(label => label.Box.Right <= area.Left + 2 && label.Box.Right > area.Left - (6 * label.FontSize) && label.CenterY > area.Top - 8 && label.CenterY < area.Bottom + 8), level: false)
        ?? Find(labels.Where(label => label.Box.Left >= area.Right - 2 && label.Box.Left < area.Right + (4 * label.FontSize) && label.CenterY > area.Top - 8 && label.CenterY < area.Bottom + 8), level: false, onlyScales: true);

    /// <summary>The scale of labels in a column; for the bar beside a heat map.</summary>
    public static SceneAxis? Column(IEnumerable<VectorLabel> labels, BoundingBox bar, IReadOnlyList<VectorShape> shapes) =>
        new VectorAxisFinder([], shapes, bar).Find(labels, level: false, onlyScales: true);

    private SceneAxis? Find(IEnumerable<VectorLabel> candidates, bool level, bool onlyScales = false)
    {
        VectorLabel[] near = [.. candidates];
        List<VectorLabel[]> rows = Rows(near, level);
        foreach (VectorLabel[] row in rows)
        {
            if (Scale(row, level, label => label.Value, isDate: false) is { } numbers)
                return numbers;
            if (Scale(row, level, label => label.Days, isDate: true) is { } dates)
                return dates;
        }

        // Names stand in the row or column next to the plot area.
        VectorLabel[]? names = onlyScales || rows.Count == 0 ? null : rows.Where(row => row.Length >= 2).MinBy(row => level ? row.Min(label => label.Box.Top) : -row.Max(label => label.Box.Right));
        if (names is null)
            return null;
        (string, double)[] categories = [.. names.Select(label => (label.Text, Position(label, level))).OrderBy(pair => level ? pair.Item2 : -pair.Item2)];
        return new SceneAxis(new AxisScale { Slope = 1, Intercept = 0, Confidence = 0.95, Categories = categories }, BoundingBox.Union(names.Select(label => label.Box)));
    }

    private static List<VectorLabel[]> Rows(VectorLabel[] near, bool level)
    {
        var rows = new List<VectorLabel[]>();
        Func<VectorLabel, double>[] keys = level ? [label => label.CenterY, label => label.Box.Top, label => label.Box.Bottom] : [label => label.Box.Right, label => label.Box.CenterX, label => label.Box.Left];
        foreach (Func<VectorLabel, double> key in keys)
        {
            foreach (VectorLabel anchor in near)
            {
                VectorLabel[] row = [.. near.Where(label => Math.Abs(key(label) - key(anchor)) <= Aligned)];
                if (row.Length >= 2 && !rows.Exists(other => other.Length == row.Length && other[0] == row[0] && other[^1] == row[^1]))
                    rows.Add(row);
            }
        }

        return [.. rows.OrderByDescending(row => row.Length)];
    }

    private SceneAxis? Scale(VectorLabel[] row, bool level, Func<VectorLabel, double?> value, bool isDate)
    {
        VectorLabel[] valued = [.. row.Where(label => value(label) is not null)];
        // Two numbers make an axis when nothing else stands beside them.
        int fewest = valued.Length == row.Length && row.Length == FewestAlone ? FewestAlone : Fewest;
        if (valued.Length < fewest || valued.Length < 0.6 * row.Length)
            return null;
        double?[]? ticks = Ticks(valued, level);
        AxisLabel[] read = [.. valued.Select((label, i) => (Label: label, Place: ticks is null ? Position(label, level) : ticks[i])).Where(item => item.Place is not null).Select(item => new AxisLabel(null, item.Place!.Value, new LabelReading([new LabelCandidate(item.Label.Text, value(item.Label), 0)], null)))];
        FittedAxis? fit = AxisFit.Fit(read);
        if (fit is null || fit.Labels.Count < Math.Max(fewest, 0.7 * valued.Length) || fit.Labels.Max(label => label.Position) - fit.Labels.Min(label => label.Position) < LeastSpan * (level ? area.Width : area.Height))
            return null;
        return new SceneAxis(fit.Scale with { IsDate = isDate, IsLogarithmic = fit.Scale.IsLogarithmic && !isDate }, BoundingBox.Union(valued.Select(label => label.Box)));
    }

    private static double Position(VectorLabel label, bool level) => level ? label.Box.CenterX : label.CenterY;

    /// <summary>The places of tick marks or gridlines at the labels, when nearly all labels have one; null at a label that was moved aside.</summary>
    private double?[]? Ticks(VectorLabel[] row, bool level)
    {
        BoundingBox border = area.Inflate(12);
        double[] lines = [.. shapes.Where(shape => (level ? shape.IsUprightLine : shape.IsLevelLine) && border.Contains(shape.Box.CenterX, shape.Box.CenterY)).Select(shape => level ? shape.Box.CenterX : shape.Box.CenterY)];
        if (lines.Length < Math.Min(row.Length, Fewest))
            return null;
        double?[] nearest = [.. row.Select(label => (double?)lines.MinBy(line => Math.Abs(line - Position(label, level)))).Zip(row, (line, label) => Math.Abs(line!.Value - Position(label, level)) <= Snap * label.FontSize ? line : null)];
        double[] found = [.. nearest.OfType<double>()];
        return found.Length == row.Length || found.Length >= Math.Max(Fewest, MostWithTicks * row.Length) ? found.Distinct().Count() == found.Length ? nearest : null : null;
    }
}
