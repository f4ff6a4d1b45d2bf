namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the two axes of a chart by their labels: pieces of text in a row or a column that read as numbers in proportion to their places.</summary>
internal sealed class AxisFinder(ChartPicture picture, IReadOnlyList<TextBlock> blocks, CancellationToken cancellationToken)
{
    private const int SmallestLabel = 4;
    private const double LargestLabel = 0.25;
    private const int MostRows = 400;
    private const int MostTurnedReads = 1500;

    private int _turnedReads;

    /// <summary>The axes across and up; null where none is found.</summary>
    public (FittedAxis? X, FittedAxis? Y) Find()
    {
        TextBlock[] labels = [.. blocks.Where(IsLabelSized)];
        List<FittedAxis> level = Fit(Rows(labels, level: true), level: true), upright = Fit(Rows(labels, level: false), level: false);
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

        return (bestX, bestY);
    }

    private bool IsLabelSized(TextBlock block) =>
        block.Box.Longest >= SmallestLabel && block.Box.Width <= LargestLabel * picture.Grid.Width && block.Box.Height <= LargestLabel * picture.Grid.Height && block.Blobs.Count <= 14;

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

        return [.. rows.OrderByDescending(row => row.Length).Take(MostRows)];
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
                found.Add(fit);
        }

        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        return found;
    }

    private FittedAxis? FitRow(TextBlock[] row, bool level)
    {
        FittedAxis? best = FitTurned(row, level, 0);
        if (row.Length < 3 || best?.Score > 0.7 * row.Length || _turnedReads > MostTurnedReads)
            return best;
        double slope = TextAngle.Slope([.. row.Where(block => block.Blobs.Count > 1).DefaultIfEmpty(row[0]).Take(12).Select(block => TextAngle.Points(block.Ink(picture)))]);
        double[] turns = Math.Abs(slope) > 75 ? [-90, 90] : Math.Abs(slope) < 4 ? [90, -90] : [-3 * Math.Round(slope / 3), 90];
        foreach (double turn in turns)
        {
            _turnedReads += row.Length;
            if (FitTurned(row, level, turn) is { } fit && fit.Score > (best?.Score ?? 0) + 0.3)
                best = fit with { Turn = turn };
        }

        return best;
    }

    private FittedAxis? FitTurned(TextBlock[] row, bool level, double turn)
    {
        AxisLabel[] labels = [.. row.Select(block => new AxisLabel(block, level ? block.Box.CenterX : block.Box.CenterY, block.Read(picture, turn)))];
        return AxisFit.Fit(labels);
    }
}
