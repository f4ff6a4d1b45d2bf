namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Joins what shows of a shape on two sides of another that covers its middle: the nested activations of sequence diagrams, a bar that passes
/// behind a box.
/// </summary>
internal static class HiddenParts
{
    private const int SameColor = 12;

    /// <summary>In stroke widths.</summary>
    private const double Broadest = 24;

    private const double Fill = 0.9;
    private const int MostParts = 600;

    /// <summary>
    /// Small rectangles with a twin of their colour and width above, below or beside: what may show of a shape that others cover. They are marked
    /// as surfaces.
    /// </summary>
    public static List<FoundNode> Slivers(FlatRegions regions, double strokeWidth)
    {
        int least = Math.Max(4, (int)Math.Ceiling(1.5 * strokeWidth));
        FlatRegion[] parts = [.. regions.Regions.Where(region => Math.Min(region.Box.Width, region.Box.Height) >= least && region.Box.Longest >= 2 * least
            && region.Area > Fill * region.Box.Area && region.Rim == 0)];
        if (parts.Length > MostParts)
            return [];
        var slivers = new List<FoundNode>();
        foreach (FlatRegion part in parts.Where(part => !part.IsSurface && Array.Exists(parts, other => other != part && IsTwin(part, other, (int)Math.Ceiling(strokeWidth / 2)))))
        {
            (part.IsSurface, part.IsSliver) = (true, true);
            slivers.Add(new FoundNode(part.Box.Inflate((int)Math.Round(strokeWidth / 2)), "rectangle") { Color = part.Color, IsPlain = true });
        }

        return slivers;
    }

    /// <summary>Joins parts of shapes.</summary>
    /// <param name="nodes">The shapes.</param>
    /// <param name="slivers">Parts too small to be shapes by themselves.</param>
    /// <param name="strokeWidth">How thick the lines are.</param>
    public static List<FoundNode> Join(List<FoundNode> nodes, IReadOnlyList<FoundNode> slivers, double strokeWidth)
    {
        int tolerance = (int)Math.Ceiling(strokeWidth) + 2;
        List<FoundNode> parts = [.. nodes, .. slivers];
        bool joined = true;
        while (joined)
        {
            joined = false;
            foreach (FoundNode cover in parts)
            {
                if ((Find(parts, cover, tolerance, Broadest * strokeWidth, true) ?? Find(parts, cover, tolerance, Broadest * strokeWidth, false)) is not { } pair)
                    continue;
                parts.Remove(pair.First);
                parts.Remove(pair.Second);
                parts.Add(new FoundNode(pair.First.Box.Union(pair.Second.Box), pair.First.Shape) { Color = pair.First.Color, IsPlain = true });
                joined = true;
                break;
            }
        }

        parts.RemoveAll(slivers.Contains);
        if (parts.Count != nodes.Count || parts.Exists(part => !nodes.Contains(part)))
            NodeNesting.Number(parts, strokeWidth);
        return parts;
    }

    private static bool IsTwin(FlatRegion a, FlatRegion b, int tolerance) =>
        PixelGrid.DistanceSquared(a.Color, b.Color) <= SameColor * SameColor
        && ((Math.Abs(a.Box.Left - b.Box.Left) <= tolerance && Math.Abs(a.Box.Right - b.Box.Right) <= tolerance) || (Math.Abs(a.Box.Top - b.Box.Top) <= tolerance && Math.Abs(a.Box.Bottom - b.Box.Bottom) <= tolerance));

    private static (FoundNode First, FoundNode Second)? Find(List<FoundNode> parts, FoundNode cover, int tolerance, double broadest, bool upright)
    {
        (int coverFrom, int coverTo, int coverLow, int coverHigh) = Sides(cover.Box, upright);
        foreach (FoundNode first in parts)
        {
            (int from, int to, int low, int high) = Sides(first.Box, upright);
            if (first == cover || Math.Abs(to - coverFrom) > tolerance || !IsNarrower(low, high))
                continue;
            foreach (FoundNode second in parts)
            {
                (int otherFrom, int otherTo, int otherLow, int otherHigh) = Sides(second.Box, upright);
                bool fits = second != cover && Math.Abs(otherFrom - coverTo) <= tolerance && Math.Abs(low - otherLow) <= tolerance / 2 && Math.Abs(high - otherHigh) <= tolerance / 2;
                if (fits && PixelGrid.DistanceSquared(first.Color, second.Color) <= SameColor * SameColor)
                    return (first, second);
            }
        }

        return null;

        bool IsNarrower(int low, int high) => low >= coverLow - 1 && high <= coverHigh + 1 && high - low < coverHigh - coverLow - tolerance && high - low <= broadest;
    }

    private static (int From, int To, int Low, int High) Sides(PixelBox box, bool upright) =>
        upright ? (box.Top, box.Bottom, box.Left, box.Right) : (box.Left, box.Right, box.Top, box.Bottom);
}
