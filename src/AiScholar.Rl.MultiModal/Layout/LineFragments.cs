namespace AiScholar.Rl.MultiModal;

/// <summary>Joins what stands raised or lowered beside a line of text (accents, stacked indices, the parts of small fractions) to that line.</summary>
internal static class LineFragments
{
    private const double Smaller = 0.5;
    private const double Ascent = 0.9;
    private const double Descent = 0.35;
    private const double Within = 0.35;
    private const double Reach = 40;
    private const int MostSteps = 200;

    /// <summary>The lines with their fragments, in the given order; every word stays in exactly one line.</summary>
    public static List<TextLine> Join(IReadOnlyList<TextLine> lines)
    {
        int[] order = [.. Enumerable.Range(0, lines.Count).OrderBy(i => lines[i].Baseline)];
        double[] baselines = [.. order.Select(i => lines[i].Baseline)], ink = [.. lines.Select(line => line.Words.Sum(word => word.BoundingBox.Width))];
        int?[] hosts = [.. Enumerable.Range(0, lines.Count).Select(i => HostOf(lines, i, order, baselines, ink))];
        var joined = new Dictionary<int, List<PageWord>>();
        for (int i = 0; i < lines.Count; i++)
        {
            int host = i;
            while (hosts[host] is { } next)
                host = next;
            if (host == i)
                continue;
            if (!joined.TryGetValue(host, out List<PageWord>? words))
                joined[host] = words = [.. lines[host].Words];
            words.AddRange(lines[i].Words);
        }

        var result = new List<TextLine>(lines.Count);
        for (int i = 0; i < lines.Count; i++)
        {
            if (hosts[i] is null)
                result.Add(joined.TryGetValue(i, out List<PageWord>? words) ? new TextLine([.. words.OrderBy(word => word.BoundingBox.Left)], lines[i].Baseline, lines[i].FontSize) : lines[i]);
        }

        return result;
    }

    /// <summary>The line with at least twice as much ink whose height the line shares most; always one with more ink, so that hosts form no circle.</summary>
    private static int? HostOf(IReadOnlyList<TextLine> lines, int index, int[] order, double[] baselines, double[] ink)
    {
        TextLine line = lines[index];
        int first = Array.BinarySearch(baselines, line.BoundingBox.Top - Reach);
        first = first < 0 ? ~first : first;
        int? best = null;
        double most = Within * Math.Max(0.1, line.BoundingBox.Height);
        for (int i = first; i < order.Length && i < first + MostSteps && baselines[i] < line.BoundingBox.Bottom + Reach; i++)
        {
            TextLine host = lines[order[i]];
            double size = host.FontSize;
            bool small = line.FontSize <= 0.95 * size || line.BoundingBox.Height < 0.45 * size;
            if (order[i] == index || !small || !(ink[index] < Smaller * ink[order[i]]) || line.BoundingBox.Left < host.BoundingBox.Left - size || line.BoundingBox.Right > host.BoundingBox.Right + size)
                continue;
            double shared = Math.Min(line.BoundingBox.Bottom, host.Baseline + (Descent * size)) - Math.Max(line.BoundingBox.Top, host.Baseline - (Ascent * size));
            if (shared >= most)
                (best, most) = (order[i], shared);
        }

        return best;
    }
}
