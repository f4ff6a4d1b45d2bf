namespace AiScholar.Rl.MultiModal;

/// <summary>Parts of shapes that look like shapes: the fold of a sheet's corner, the common part of two translucent shapes.</summary>
internal static class Fragments
{
    private const double Depth = 0.35;

    /// <summary>In stroke widths.</summary>
    private const double LargestMark = 14;
    private const double MarkGap = 2;

    public static void Remove(List<FoundNode> nodes, double strokeWidth)
    {
        int tolerance = (int)Math.Ceiling(2 * strokeWidth) + 3;
        PixelBox[] folds = [.. nodes.Where(node => node.Shape == FoldedCorner.Shape).Select(node => FoldedCorner.Of(node.Profile!, strokeWidth)).OfType<PixelBox>().Select(fold => fold.Inflate(tolerance))];
        nodes.RemoveAll(node => Array.Exists(folds, fold => fold.Contains(node.Box)));
        nodes.RemoveAll(node => IsCommonPart(node, nodes, tolerance));
        nodes.RemoveAll(node => IsEndMark(node, nodes, strokeWidth));
        FoundNode[] faces = [.. nodes.Where(node => nodes.Exists(front => IsFace(node, front, tolerance)))];
        nodes.RemoveAll(faces.Contains);
    }

    /// <summary>Whether a shape is the narrow top or side of a box drawn in depth.</summary>
    private static bool IsFace(FoundNode node, FoundNode front, int tolerance)
    {
        (PixelBox a, PixelBox b) = (node.Box, front.Box);
        bool top = Math.Abs(a.Bottom - b.Top) <= tolerance && Math.Abs(a.Left - b.Left) <= tolerance && a.Right - b.Right >= -tolerance
            && a.Right - b.Right <= a.Height + (2 * tolerance) && a.Height <= Depth * b.Height;
        bool side = Math.Abs(a.Left - b.Right) <= tolerance && Math.Abs(a.Top - b.Top) <= a.Width + (2 * tolerance) && Math.Abs(a.Bottom - b.Bottom) <= a.Width + (2 * tolerance)
            && a.Width <= Depth * b.Width;
        return (top && node.Shape == "parallelogram") || (side && a.Height > 2 * a.Width && node.Shape is "parallelogram" or "polygon");
    }

    /// <summary>A small circle that all but touches a larger shape beside it is the mark of a line's end.</summary>
    private static bool IsEndMark(FoundNode node, List<FoundNode> nodes, double strokeWidth) =>
        node.Shape is "circle" or "ellipse" && node.Box.Longest < LargestMark * strokeWidth
        && nodes.Exists(other => other.Box.Longest > 2 * node.Box.Longest && other.Box.Clip(node.Box).Area == 0 && other.Box.Gap(node.Box) <= (MarkGap * strokeWidth) + 2);

    private static bool IsCommonPart(FoundNode node, List<FoundNode> nodes, int tolerance)
    {
        FoundNode[] holders = [.. nodes.Where(other => other != node && other.Box.Area > node.Box.Area && other.Box.Inflate(tolerance).Contains(node.Box))];
        for (int i = 0; i < holders.Length; i++)
        {
            for (int j = i + 1; j < holders.Length; j++)
            {
                (PixelBox a, PixelBox b) = (holders[i].Box, holders[j].Box);
                if (!a.Inflate(tolerance).Contains(b) && !b.Inflate(tolerance).Contains(a) && IsSame(a.Clip(b), node.Box, tolerance))
                    return true;
            }
        }

        return false;
    }

    private static bool IsSame(PixelBox a, PixelBox b, int tolerance) =>
        Math.Abs(a.Left - b.Left) <= tolerance && Math.Abs(a.Right - b.Right) <= tolerance && Math.Abs(a.Top - b.Top) <= tolerance && Math.Abs(a.Bottom - b.Bottom) <= tolerance;
}
