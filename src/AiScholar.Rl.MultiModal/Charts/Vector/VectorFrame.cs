namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the plot areas of a figure: axis lines, frames and gridlines that touch one another.</summary>
internal static class VectorFrame
{
    private const double LeastShare = 0.12;
    private const double Touch = 1.5;
    private const double Comparable = 0.25;
    private const int MostLines = 600;

    /// <summary>What reaches all sides of the figure is its background.</summary>
    private const double Background = 3;

    /// <summary>The boxes of the plot areas, the largest first; none within another.</summary>
    public static List<BoundingBox> Find(IReadOnlyList<VectorShape> shapes, BoundingBox figure)
    {
        List<BoundingBox> lines = [.. shapes.Where(shape => shape.IsLevelLine ? shape.Box.Width >= LeastShare * figure.Width : shape.IsUprightLine && shape.Box.Height >= LeastShare * figure.Height).Select(shape => shape.Box).Take(MostLines)];
        // A frame drawn in one go, or a panel of a pale colour.
        lines.AddRange(shapes.Where(shape => IsPanel(shape) && shape.Box.Width >= LeastShare * figure.Width && shape.Box.Height >= LeastShare * figure.Height && !shape.Box.Contains(figure.Inflate(-Background))).Select(shape => shape.Box).Take(MostLines));
        int[] parent = [.. Enumerable.Range(0, lines.Count)];
        for (int i = 0; i < lines.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (lines[i].Inflate(Touch).Intersect(lines[j]) is not null)
                    parent[Root(i)] = Root(j);
            }
        }

        List<BoundingBox> areas = [.. Enumerable.Range(0, lines.Count).GroupBy(Root).Select(group => BoundingBox.Union(group.Select(i => lines[i]))).Where(box => box.Width >= LeastShare * figure.Width && box.Height >= LeastShare * figure.Height).OrderByDescending(box => box.Area)];
        var kept = new List<BoundingBox>();
        foreach (BoundingBox area in areas)
        {
            if (!kept.Exists(other => other.Inflate(Touch).Intersect(area) is { } common && common.Area > 0.5 * area.Area) && (kept.Count == 0 || area.Area >= Comparable * kept[0].Area))
                kept.Add(area);
        }

        return kept;

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static bool IsPanel(VectorShape shape) =>
        shape.IsRectangle && (!shape.IsFilled || (ColorMetric.Chroma(PixelGrid.Unpack(shape.Color)) < 24 && (shape.Color & 255) >= 215));
}
