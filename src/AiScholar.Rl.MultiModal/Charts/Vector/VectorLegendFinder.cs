namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the legend of a figure: labels in a column, a row or rows and columns, each with a small shape at its left, the shapes of different colours.</summary>
internal static class VectorLegendFinder
{
    private const double LongestKey = 5;
    private const double LongestGap = 2;

    /// <summary>The entries, and the shapes that are their keys.</summary>
    public static (List<LegendKey> Keys, HashSet<VectorShape> Shapes) Find(IReadOnlyList<VectorLabel> labels, IReadOnlyList<VectorShape> shapes)
    {
        var keyed = new List<(VectorLabel Label, BoundingBox Key, int Color, VectorShape[] Shapes)>();
        foreach (VectorLabel label in labels.Where(label => label.Text.Length > 0))
        {
            VectorShape[] key = [.. shapes.Where(shape => IsKey(shape, label))];
            if (key.Length == 0)
                continue;
            VectorShape main = key.FirstOrDefault(shape => shape.IsFilled && !shape.IsWhite) ?? key[0];
            keyed.Add((label, BoundingBox.Union(key.Select(shape => shape.Box)), main.Color, key));
        }

        List<(VectorLabel Label, BoundingBox Key, int Color, VectorShape[] Shapes)> best = [];
        foreach ((VectorLabel label, BoundingBox key, int _, VectorShape[] _) in keyed)
        {
            List<(VectorLabel Label, BoundingBox Key, int Color, VectorShape[] Shapes)> alike = [.. keyed.Where(other => Math.Abs(other.Key.Width - key.Width) <= 1.5)];
            var columns = alike.Where(other => Math.Abs(other.Key.Left - key.Left) <= 1 && Math.Abs(other.Label.Box.Left - label.Box.Left) <= 2.5).ToList();
            var row = alike.Where(other => Math.Abs(other.Key.CenterY - key.CenterY) <= 1).ToList();
            // Every row of the grid has the columns of the first, but the last may be short.
            var grid = alike.Where(other => row.Exists(top => Math.Abs(top.Key.Left - other.Key.Left) <= 1) && columns.Exists(first => Math.Abs(first.Key.CenterY - other.Key.CenterY) <= 1)).ToList();
            foreach (var group in (IEnumerable<List<(VectorLabel Label, BoundingBox Key, int Color, VectorShape[] Shapes)>>)[columns, row, grid])
            {
                if (group.Count > best.Count && group.Count >= 2 && group.Select(entry => entry.Color).Distinct().Count() == group.Count)
                    best = group;
            }
        }

        return (
            [.. best.OrderBy(entry => entry.Key.Top).ThenBy(entry => entry.Key.Left).Select(entry => new LegendKey(entry.Label.Text, entry.Color, entry.Label.Box.Union(entry.Key)))],
            [.. best.SelectMany(entry => entry.Shapes)]);
    }

    private static bool IsKey(VectorShape shape, VectorLabel label)
    {
        double size = Math.Max(label.FontSize, 4), gap = label.Box.Left - shape.Box.Right;
        return gap > 0 && gap <= LongestGap * size && shape.Box.Width <= LongestKey * size && shape.Box.Width >= 0.25 * size && shape.Box.Height <= 1.5 * size
            && Math.Abs(shape.Box.CenterY - label.Box.CenterY) <= 0.45 * size && !shape.IsUprightLine && !(shape.IsFilled && shape.IsWhite);
    }
}
