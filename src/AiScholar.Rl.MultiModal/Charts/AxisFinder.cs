namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the two axes of a chart by their labels: pieces of text in a row or a column that read as numbers in proportion to their places.</summary>
internal sealed class AxisFinder(ChartPicture picture, IReadOnlyList<TextBlock> blocks, CancellationToken cancellationToken)
{
    private const int SmallestLabel = 6;
    private const int ThinnestLabel = 2;
    private const double LargestLabel = 0.25;
    private const int MostRows = 400;
    private const int MostTurnedReads = 1500;
    private const double Parted = 0.25;
    private const double WellRead = 0.85;

    private int _turnedReads;

    /// <summary>The axes across and up; null where none is found.</summary>
    public (FittedAxis? X, FittedAxis? Y) Find()
    {
        TextBlock[] labels = [.. blocks.Where(block => IsLabelSized(picture, block))];
        HashSet<TextBlock> parted = [.. labels.Where(label => label.Whole is not null).Select(label => label.Whole!)];
        TextBlock[] whole = [.. labels.Where(label => label.Whole is null)], parts = parted.Count == 0 ? [] : [.. labels.Where(label => !parted.Contains(label))];
        List<FittedAxis> level = Fit([.. Rows(whole, level: true), .. Rows(parts, level: true)], level: true), upright = Fit([.. Rows(whole, level: false), .. Rows(parts, level: false)], level: false);
        (FittedAxis? bestX, FittedAxis? bestY, double best) = (level.FirstOrDefault(), upright.FirstOrDefault(), double.MinValue);
        foreach (FittedAxis x in level.Take(6))
        {
            foreach (FittedAxis y in upright.Take(6))
            {
                int shared = x.Labels.Count(label => y.Labels.Any(other => other.Block == label.Block));
                double score = x.Score + y.Score - (1.2 * shared);
                if (score > best)
                    (bestX, bestY, best) = (x, y, score);
            }
        }

        return (bestX is null ? null : TickSnap.Apply(picture, bestX, level: true), bestY is null ? null : TickSnap.Apply(picture, bestY, level: false));
    }

    /// <summary>Whether a block may be an axis label by its size.</summary>
    public static bool IsLabelSized(ChartPicture picture, TextBlock block) =>
        block.Box.Longest >= SmallestLabel && Math.Min(block.Box.Width, block.Box.Height) >= ThinnestLabel && block.Box.Width <= LargestLabel * picture.Grid.Width && block.Box.Height <= LargestLabel * picture.Grid.Height && block.Blobs.Count <= 14;

    /// <summary>Sets of blocks that line up by their middles or by one of their edges.</summary>
    private static List<TextBlock[]> Rows(TextBlock[] labels, bool level)
    {
        var rows = new List<TextBlock[]>();
        var known = new HashSet<string>();
        Func<PixelBox, double>[] keys = level
            ? [box => box.CenterY, box => box.Top, box => box.Bottom]
            : [box => box.CenterX, box => box.Left, box => box.Right];
        foreach (Func<PixelBox, double> key in keys)
        {
            foreach (TextBlock anchor in labels)
            {
                double size = level ? anchor.Box.Height : anchor.Box.Width, height = Math.Min(anchor.Box.Width, anchor.Box.Height);
                double tolerance = Math.Max(2.5, 0.3 * height);
                int[] members = [.. Enumerable.Range(0, labels.Length).Where(i => Math.Abs(key(labels[i].Box) - key(anchor.Box)) <= tolerance && IsAlike(labels[i].Box, anchor.Box, level))];
                if (members.Length >= 2 && known.Add(string.Join(',', members)))
                    rows.Add([.. members.Select(i => labels[i])]);
            }
        }

        // What has several pieces is writing rather than a marker or the dots of a line.
        return [.. rows.OrderByDescending(row => row.Count(block => block.Blobs.Count > 1)).ThenByDescending(row => row.Length).Take(MostRows)];
    }

    private static bool IsAlike(PixelBox a, PixelBox b, bool level)
    {
        double high = Math.Max(level ? a.Height : Math.Min(a.Width, a.Height), 1), other = Math.Max(level ? b.Height : Math.Min(b.Width, b.Height), 1);
        return high / other is > 0.4 and < 2.5;
    }

    private List<FittedAxis> Fit(List<TextBlock[]> rows, bool level)
    {
        var found = new List<FittedAxis>();
        foreach (TextBlock[] row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FitRow(row, level) is { } fit)
                found.Add(fit with { Score = fit.Score - (Parted * fit.Labels.Count(label => label.Block!.Whole is not null)) });
        }

        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        return found;
    }

    private FittedAxis? FitRow(TextBlock[] row, bool level)
    {
        FittedAxis? best = FitTurned(row, level, 0);
        if (row.Length < 3 || best?.Score > WellRead * row.Length || _turnedReads > MostTurnedReads)
            return best;
        foreach (double turn in Turns(row))
        {
            _turnedReads += row.Length;
            if (FitTurned(row, level, turn) is { } fit && fit.Score > (best?.Score ?? 0) + 0.3)
                best = fit with { Turn = turn };
        }

        return best;
    }

    /// <summary>The turns that may bring the labels of a row upright; they share one.</summary>
    private List<double> Turns(TextBlock[] row)
    {
        TextBlock[] some = [.. row.Where(block => block.Blobs.Count > 1).DefaultIfEmpty(row[0]).Take(12)];
        double slope = TextAngle.Slope([.. some.Select(block => TextAngle.Points(block.Ink(picture)))]);
        List<double> turns = Math.Abs(slope) > 86 ? [-90, 90] : Math.Abs(slope) > 75 ? [-slope, -90, 90] : Math.Abs(slope) < 4 ? [90, -90] : [-slope, 90];
        double[] directions = [.. some.SelectMany(block => LabelInk.Of(block.Ink(picture)).Directions)];
        double[] common = directions.Length == 0 ? [] : directions.Select(center => directions.Where(other => Math.Abs(other - center) <= 4).ToArray()).MaxBy(near => near.Length)!;
        if (common.Length >= 2 && common.Average() is var mean && Math.Abs(mean) > 3 && !turns.Exists(turn => Math.Abs(turn + mean) <= 3))
            turns.Add(-mean);
        return turns;
    }

    private FittedAxis? FitTurned(TextBlock[] row, bool level, double turn)
    {
        LabelReading[] readings = [.. row.Select(block => block.Read(picture, turn))];
        FittedAxis? best = AxisFit.Fit([.. row.Select((block, i) => new AxisLabel(block, level ? block.Box.CenterX : block.Box.CenterY, readings[i]))]);
        if (turn % 90 == 0)
            return best;
        // Slanted labels may hang from the tick by their end.
        foreach (Func<PixelBox, double> place in level ? new Func<PixelBox, double>[] { box => box.Left, box => box.Right } : [box => box.Top, box => box.Bottom])
        {
            FittedAxis? hung = AxisFit.Fit([.. row.Select((block, i) => new AxisLabel(block, place(block.Box), readings[i]))]);
            if (hung is not null && (best is null || hung.Score > best.Score + 0.3 || (hung.Score > best.Score - 0.3 && hung.Residual < 0.6 * best.Residual && best.Residual > 1)))
                best = hung;
        }

        return best;
    }
}
