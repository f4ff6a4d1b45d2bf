namespace AiScholar.Rl.MultiModal;

/// <summary>Tells which blobs inside the plot area are writing and not data: the labels of an axis that crosses the area, and its title beside them.</summary>
internal static class ChartText
{
    private const int SameColor = 70 * 70;

    public static HashSet<Blob> Find(ChartPicture picture, IReadOnlyList<TextBlock> blocks, FittedAxis x, FittedAxis y)
    {
        var text = new HashSet<Blob>();
        foreach ((FittedAxis axis, bool level) in new[] { (x, true), (y, false) })
        {
            TextBlock[] labels = [.. axis.Labels.Select(label => label.Block!)];
            PixelBox row = labels.Select(label => label.Box).Aggregate((a, b) => a.Union(b));
            int size = Math.Max(4, (int)labels.Average(label => Math.Min(label.Box.Width, label.Box.Height)));
            int color = TextBlockFinder.Strongest(picture, labels[0].Blobs.MaxBy(blob => blob.Area)!);
            foreach (TextBlock label in labels)
                text.UnionWith(label.Blobs);
            PixelBox near = level ? new PixelBox(0, row.Top - (4 * size), picture.Grid.Width, row.Bottom + (4 * size)) : new PixelBox(row.Left - (4 * size), 0, row.Right + (4 * size), picture.Grid.Height);
            foreach (TextBlock block in blocks)
            {
                if (block.Blobs.Count >= 2 && near.Contains(block.Box) && IsWriting(block) && PixelGrid.DistanceSquared(color, TextBlockFinder.Strongest(picture, block.Blobs.MaxBy(blob => blob.Area)!)) < SameColor)
                    text.UnionWith(block.Blobs);
            }

            MissedLabels(picture, axis, level, row, color, text);
        }

        return text;
    }

    /// <summary>Letters differ in size and shape; a cluster of markers does not.</summary>
    private static bool IsWriting(TextBlock block)
    {
        var shapes = new List<MarkerShape>();
        foreach (Blob blob in block.Blobs)
        {
            if (!shapes.Exists(shape => shape.Likeness(blob) > 0.7))
                shapes.Add(new MarkerShape(blob));
        }

        return shapes.Count >= Math.Max(2, 0.5 * block.Blobs.Count);
    }

    /// <summary>Ink of the labels' colour where the scale says that a label must stand.</summary>
    private static void MissedLabels(ChartPicture picture, FittedAxis axis, bool level, PixelBox row, int color, HashSet<Blob> text)
    {
        double[] places = [.. axis.Labels.Select(label => label.Position).Order()];
        if (places.Length < 3)
            return;
        double spacing = places.Zip(places.Skip(1), (a, b) => b - a).Where(gap => gap > 2).DefaultIfEmpty(1).Min();
        double half = axis.Labels.Max(label => level ? label.Block!.Box.Width : label.Block!.Box.Height) / 2.0;
        foreach (Blob blob in picture.Blobs)
        {
            if (!row.Inflate(2).Contains(blob.Box) && !(level ? blob.Box.Top >= row.Top - 2 && blob.Box.Bottom <= row.Bottom + 2 : blob.Box.Left >= row.Left - 2 && blob.Box.Right <= row.Right + 2))
                continue;
            double steps = ((level ? blob.Box.CenterX : blob.Box.CenterY) - places[0]) / spacing;
            if (Math.Abs(steps - Math.Round(steps)) * spacing <= half && PixelGrid.DistanceSquared(color, TextBlockFinder.Strongest(picture, blob)) < SameColor)
                text.Add(blob);
        }
    }
}
