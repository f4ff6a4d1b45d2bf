namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the columns of aligned text: a column boundary is a river of white space that most lines with several pieces of text leave open.
/// A first pass tolerates the few lines that cross it (headings over several columns); a second one, without the pieces that cross,
/// brings out columns of few entries.
/// </summary>
internal static class ColumnFinder
{
    private const double Step = 0.5;

    /// <summary>The boundaries between columns, from left to right, as stretches of white space.</summary>
    /// <param name="lines">The lines of the table or of a ruled band of it.</param>
    /// <param name="left">Left edge of the table or band.</param>
    /// <param name="right">Right edge.</param>
    /// <param name="demand">How strong a river must be to count.</param>
    public static List<Span> Find(IReadOnlyList<TextLine> lines, double left, double right, RiverDemand demand)
    {
        int count = lines.Count(line => line.Runs(PieceGap(lines.Count)).Count > 1);
        if (count == 0 || (demand == RiverDemand.Enclosed && count < 3))
            return [];
        double em = Median(lines.Select(line => line.FontSize));
        List<List<Span>> pieces = [.. lines
            .Select(line => line.Runs(PieceGap(count)).Select(run => new Span(run.BoundingBox.Left, run.BoundingBox.Right)).ToList())
            .Where(runs => runs.Count > 1)];
        if (pieces.Count == 0)
            return [];
        double width = demand == RiverDemand.Enclosed ? 0.6 * em : MinimumWidth(pieces.Count) * em;

        int tolerated = pieces.Count < 4 ? 0 : pieces.Count < 8 ? 1 : (int)(0.18 * pieces.Count);
        int needed = demand switch
        {
            RiverDemand.Enclosed => Math.Max(3, (int)Math.Ceiling(0.6 * lines.Count)),
            RiverDemand.HalfEnclosed => Math.Max(Math.Min(2, pieces.Count), (int)Math.Ceiling(0.35 * lines.Count)),
            _ => Math.Max(Math.Min(2, pieces.Count), (int)Math.Ceiling(0.35 * pieces.Count)),
        };
        List<Span> rivers = Rivers(pieces, left, right, tolerated, needed, width);
        if (rivers.Count == 0)
            return rivers;

        List<List<Span>> within = [.. pieces.Select(runs => runs.Where(run => !rivers.Exists(river => run.Start < river.Start - 0.5 && run.End > river.End + 0.5)).ToList())];
        return Rivers(within, left, right, 0, 1, Math.Min(width, 0.3 * em), rivers);
    }

    /// <summary>Word spaces wider than this part two pieces: few lines need a wide gap to be believed.</summary>
    private static double PieceGap(int lines) => lines < 4 ? 0.75 : 0.45;

    private static double MinimumWidth(int lines) => lines < 3 ? 0.7 : lines < 6 ? 0.4 : 0.22;

    private static List<Span> Rivers(List<List<Span>> pieces, double left, double right, int tolerated, int needed, double width, List<Span>? within = null)
    {
        int count = Math.Max(1, (int)Math.Ceiling((right - left) / Step));
        int[] covered = new int[count], open = new int[count];
        foreach (List<Span> runs in pieces)
        {
            for (int i = 0; i < runs.Count; i++)
            {
                Mark(covered, runs[i].Start, runs[i].End);
                if (i > 0 && runs[i].Start > runs[i - 1].End)
                    Mark(open, runs[i - 1].End, runs[i].Start);
            }
        }

        var rivers = new List<Span>();
        int start = -1;
        for (int i = 0; i <= count; i++)
        {
            bool isOpen = i < count && covered[i] <= tolerated && open[i] >= needed && open[i] > covered[i];
            if (isOpen && start < 0)
                start = i;
            if (!isOpen && start >= 0)
            {
                var river = new Span(left + (start * Step), left + (i * Step));
                if (river.Length >= width)
                    rivers.Add(river);
                start = -1;
            }
        }

        if (within is not null)
            rivers = Reconcile(rivers, within);
        return rivers;

        void Mark(int[] marks, double from, double to)
        {
            for (int i = Math.Max(0, (int)((from - left) / Step)); i < Math.Min(count, (int)Math.Ceiling((to - left) / Step)); i++)
                marks[i]++;
        }
    }

    /// <summary>The second pass may part a river of the first, never lose one.</summary>
    private static List<Span> Reconcile(List<Span> second, List<Span> first)
    {
        var result = new List<Span>();
        foreach (Span river in first)
        {
            List<Span> parts = [.. second.Where(part => part.Overlap(river) > 0)];
            if (parts.Count == 0)
                result.Add(river);
            else
                result.AddRange(parts.Where(part => !result.Contains(part)));
        }

        return [.. result.OrderBy(river => river.Start)];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 10 : sorted[sorted.Length / 2];
    }
}
