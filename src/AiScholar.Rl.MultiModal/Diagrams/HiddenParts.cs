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

    public static List<FoundNode> Join(List<FoundNode> nodes, double strokeWidth)
    {
        int tolerance = (int)Math.Ceiling(strokeWidth) + 2;
        var parts = new List<FoundNode>(nodes);
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

        if (parts.Count < nodes.Count)
            NodeNesting.Number(parts, strokeWidth);
        return parts;
    }

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
