namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the lifelines of sequence diagrams: columns of upright dashes that leave a shape below its middle and end in nothing. They are no
/// connections; lines that end at one connect its shape.
/// </summary>
internal static class LifelineFinder
{
    private const int LeastDashes = 3;
    private const double Uneven = 0.3;

    /// <summary>As a share of the shape's width: how far from its middle a lifeline leaves it.</summary>
    private const double OffCentre = 0.05;

    /// <summary>The lifelines; their dashes are taken out of <paramref name="ink"/>, lines that cross them stay whole.</summary>
    public static List<Lifeline> Extract(BitMask ink, IReadOnlyList<FoundNode> nodes, double strokeWidth)
    {
        double widest = (1.8 * strokeWidth) + 2;
        List<PixelBox> dashes = [.. ConnectedComponents.Find(ink).Select(blob => blob.Box)
            .Where(box => box.Width <= widest && box.Height >= 1.5 * box.Width && box.Height <= 40 * strokeWidth).OrderBy(box => box.CenterX)];
        var lines = new List<Lifeline>();
        var column = new List<PixelBox>();
        foreach (PixelBox dash in dashes)
        {
            if (column.Count > 0 && dash.CenterX - column[^1].CenterX > (0.5 * strokeWidth) + 0.6)
            {
                Close();
                column.Clear();
            }

            column.Add(dash);
        }

        Close();
        foreach (Lifeline line in lines)
            Erase(ink, line, strokeWidth);
        return lines;

        void Close()
        {
            if (column.Count >= LeastDashes && OfColumn(column, nodes, strokeWidth) is { } line)
                lines.Add(line);
        }
    }

    private static Lifeline? OfColumn(List<PixelBox> column, IReadOnlyList<FoundNode> nodes, double strokeWidth)
    {
        List<PixelBox> sorted = [.. column.OrderBy(dash => dash.Top)];
        int length = sorted.Select(dash => dash.Height).Order().ElementAt(sorted.Count / 2);
        int period = sorted.Zip(sorted.Skip(1), (a, b) => b.Top - a.Top).Order().ElementAt((sorted.Count - 1) / 2);
        int even = sorted.Count(dash => Math.Abs(dash.Height - length) <= (Uneven * length) + 1);
        if (even < LeastDashes || 2 * even < sorted.Count || period <= length)
            return null;
        double x = sorted.Average(dash => dash.CenterX);
        (int top, int bottom) = (sorted[0].Top, sorted[^1].Bottom);
        FoundNode? owner = nodes.Where(node => !node.IsContainer && node.Box.Bottom <= top + period && top - node.Box.Bottom <= 2 * period && Math.Abs(node.Box.CenterX - x) <= (OffCentre * node.Box.Width) + strokeWidth)
            .MaxBy(node => node.Box.Bottom);
        // A dashed connection ends at a shape, perhaps with an arrowhead.
        bool ends = nodes.Any(node => !node.IsContainer && node.Box.Top >= bottom - strokeWidth && node.Box.Top - bottom <= period + (10 * strokeWidth) && x >= node.Box.Left && x <= node.Box.Right);
        return owner is null || ends ? null : new Lifeline(x, owner.Box.Bottom, bottom + period, owner.Index);
    }

    private static void Erase(BitMask ink, Lifeline line, double strokeWidth)
    {
        int half = (int)Math.Ceiling((0.9 * strokeWidth) + 1), middle = (int)line.X;
        for (int y = Math.Max(0, line.Top); y < Math.Min(ink.Height, line.Bottom); y++)
        {
            int start = middle;
            while (start <= middle + half && !ink[start, y])
                start++;
            if (start > middle)
            {
                int other = middle;
                while (other >= middle - half && !ink[other, y])
                    other--;
                if (other >= middle - half)
                    start = other;
            }

            if (!ink[start, y])
                continue;
            int end = start;
            while (ink[start - 1, y] && start > middle - (3 * half))
                start--;
            while (ink[end, y] && end < middle + (3 * half))
                end++;
            if (start >= middle - half && end <= middle + half + 1)
                ink.Row(y)[start..end].Clear();
        }
    }
}
