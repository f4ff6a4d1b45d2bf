namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Moves a scale from the middles of labels to the tick marks or grid lines that they name: those stand where the value is, to a part of a pixel,
/// while labels hang beside them, slanted ones above all.
/// </summary>
internal static class TickSnap
{
    private const double LeastShare = 0.6;
    private const double Near = 1.5;
    private const double Level = 0.08;

    /// <summary>The axis with its scale through the ticks, or the axis itself where no ticks stand at a constant distance from the labels.</summary>
    public static FittedAxis Apply(ChartPicture picture, FittedAxis axis, bool level)
    {
        AxisLabel[] labels = [.. axis.Labels.OrderBy(label => label.Position)];
        double[] gaps = [.. labels.Zip(labels.Skip(1), (a, b) => b.Position - a.Position).Where(gap => gap > 2).Order()];
        if (labels.Length < 2 || gaps.Length == 0)
            return axis;
        double spacing = gaps[gaps.Length / 2], size = labels.Max(label => level ? label.Block!.Box.Width : label.Block!.Box.Height);
        // Level labels stand at their ticks by their middles; farther off are minor ticks.
        double limit = axis.Turn % 90 == 0 ? Math.Max(3, Level * spacing) : Math.Min(0.45 * spacing, Math.Max(3, 0.6 * size)), tolerance = Math.Max(Near, 0.02 * spacing);
        (int most, double smallest, List<(AxisLabel, double)>? best) = (Math.Max(2, (int)Math.Ceiling(LeastShare * labels.Length)) - 1, double.MaxValue, null);
        foreach (double[] places in Places(picture, labels, level))
        {
            foreach (AxisLabel anchor in labels)
            {
                foreach (double place in places)
                {
                    double offset = place - anchor.Position;
                    if (Math.Abs(offset) > limit)
                        continue;
                    List<(AxisLabel, double)> matched = Matched(labels, places, offset, tolerance);
                    if (matched.Count > most || (matched.Count == most && best is not null && Math.Abs(offset) < smallest - tolerance))
                        (most, smallest, best) = (matched.Count, Math.Abs(offset), matched);
                }
            }
        }

        return best is null ? axis : AxisFit.Refit(axis, best);
    }

    private static List<(AxisLabel, double)> Matched(AxisLabel[] labels, double[] places, double offset, double tolerance)
    {
        var matched = new List<(AxisLabel, double)>();
        foreach (AxisLabel label in labels)
        {
            double near = places.MinBy(place => Math.Abs(place - label.Position - offset));
            if (Math.Abs(near - label.Position - offset) <= tolerance)
                matched.Add((label, near));
        }

        return matched;
    }

    /// <summary>Rows of things that may mark ticks: long lines across the axis, and small blobs of one size in one row.</summary>
    private static IEnumerable<double[]> Places(ChartPicture picture, AxisLabel[] labels, bool level)
    {
        HashSet<Blob> letters = [.. labels.SelectMany(label => label.Block!.Blobs)];
        double[] lines = [.. picture.Lines.Where(line => line.IsLevel != level).Select(line => (line.From + line.To) / 2.0)];
        if (lines.Length > 1)
            yield return lines;
        foreach (Blob[] row in TickFinder.Rows(picture, level))
        {
            // The minus signs of labels are of one size and in one row too.
            if (row.Length is > 1 and <= 200 && !row.Any(letters.Contains))
                yield return [.. row.Select(blob => level ? blob.Box.CenterX : blob.Box.CenterY)];
        }
    }
}
