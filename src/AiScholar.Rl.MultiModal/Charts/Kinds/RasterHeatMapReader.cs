namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a heat map from pixels: a block of flat cells of many colours, and the bar that tells what the colours mean.</summary>
internal static class RasterHeatMapReader
{
    private const double SmallestMap = 0.06;
    private const int FewestColors = 4;
    private const int MostCells = 100;
    private const int Step = 7 * 7;
    private const double LeastEdge = 0.3;

    public static (ChartContent Content, double Confidence)? Read(ChartPicture picture, IReadOnlyList<TextBlock> blocks, IReadOnlyList<TextPiece> pieces, FittedAxis? y)
    {
        List<Blob> big = [.. ConnectedComponents.Find(SolidFinder.Open(picture.Backdrop.Ink(picture.Grid, 3))).Where(blob => blob.Area > 200 && blob.Fill > 0.6)];
        Blob? block = big.MaxBy(blob => blob.Area);
        if (block is null || block.Area < SmallestMap * picture.Grid.Colors.Length)
            return null;
        PixelBox map = block.Box;
        if (Bars(big, block).Select(blob => (Bar: blob.Box, Scale: Beside(y, blob.Box) ?? ScaleOf(picture, blocks, blob.Box))).FirstOrDefault(candidate => candidate.Scale is not null) is not { Scale: { } scale } found)
            return null;
        PixelBox bar = found.Bar;
        if (Cut(picture.Grid, map, level: true) is not { } columns || Cut(picture.Grid, map, level: false) is not { } rows)
            return null;
        var cells = new List<ChartCell>();
        var colors = new HashSet<int>();
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                int color = Common(picture.Grid, map, c, columns, r, rows);
                colors.Add(color);
                (double at, double off) = PlaceOf(picture.Grid, bar, color);
                cells.Add(new ChartCell { Column = c, Row = r, Value = scale.Scale.ValueAt(at), Confidence = scale.Scale.Confidence * Math.Clamp(1 - (off / 60), 0.1, 1) });
            }
        }

        if (colors.Count < Math.Min(FewestColors, cells.Count))
            return null;
        var labels = new RasterAxisLabels(picture, pieces, map);
        double low = scale.Scale.ValueAt(bar.Bottom), high = scale.Scale.ValueAt(bar.Top);
        return (new ChartContent
        {
            ChartKind = ChartKinds.HeatMap,
            Axes = [Names("x", labels.Row(), columns), Names("y", labels.Column(), rows), new ChartAxis { Name = "color", Minimum = Math.Min(low, high), Maximum = Math.Max(low, high) }],
            Cells = cells,
        }, scale.Scale.Confidence);
    }

    private static ChartAxis Names(string name, List<TextPiece> labels, int count) =>
        new() { Name = name, Scale = "category", Minimum = -0.5, Maximum = count - 0.5, Categories = labels.Count == count ? [.. labels.Select(label => label.Text)] : [] };

    /// <summary>Long narrow blocks beside the map.</summary>
    private static IEnumerable<Blob> Bars(List<Blob> big, Blob map) => big
        .Where(blob => blob != map && blob.Box.Height > 4 * blob.Box.Width && blob.Box.Height > 0.4 * map.Box.Height && blob.Box.Left >= map.Box.Right - 2)
        .OrderBy(blob => blob.Box.Left);

    /// <summary>The axis that was found, when its labels stand at the right of the bar.</summary>
    private static FittedAxis? Beside(FittedAxis? axis, PixelBox bar) => axis is { Labels.Count: > 2 } && axis.Labels.All(label => label.Block!.Box.Left >= bar.Right - 1 && label.Block.Box.Left < bar.Right + (3 * bar.Width)) ? axis : null;

    /// <summary>The scale that stands at the right of the bar.</summary>
    private static FittedAxis? ScaleOf(ChartPicture picture, IReadOnlyList<TextBlock> blocks, PixelBox bar)
    {
        AxisLabel[] labels = [.. blocks
            .Where(block => block.Box.Left >= bar.Right && block.Box.Left < bar.Right + (3 * bar.Width) && block.Box.CenterY > bar.Top - 10 && block.Box.CenterY < bar.Bottom + 10 && block.Box.Height is >= 5 and < 40)
            .Take(40)
            .Select(block => new AxisLabel(block, block.Box.CenterY, block.Read(picture, 0)))];
        return labels.Length < 2 ? null : AxisFit.Fit(labels);
    }

    /// <summary>The number of equal columns (or rows) whose borders are where the colour changes; null where there is no such number.</summary>
    private static int? Cut(PixelGrid grid, PixelBox map, bool level)
    {
        int length = level ? map.Width : map.Height, across = level ? map.Height : map.Width;
        var places = new List<double>();
        int from = -1;
        for (int i = 1; i <= length; i++)
        {
            int changed = 0;
            for (int j = 0; i < length && j < across; j++)
            {
                (int ax, int ay, int bx, int by) = level ? (map.Left + i - 1, map.Top + j, map.Left + i, map.Top + j) : (map.Left + j, map.Top + i - 1, map.Left + j, map.Top + i);
                if (PixelGrid.DistanceSquared(grid.At(ax, ay), grid.At(bx, by)) > Step)
                    changed++;
            }

            bool edge = changed > LeastEdge * across;
            if (edge && from < 0)
                from = i;
            if (edge || from < 0)
                continue;
            double middle = (from + i - 1) / 2.0;
            if (middle > 3 && middle < length - 3)
                places.Add(middle);
            from = -1;
        }

        if (places.Count == 0)
            return null;
        for (int cells = places.Count + 1; cells <= Math.Min(MostCells, length / 4); cells++)
        {
            double size = (double)length / cells;
            if (places.TrueForAll(place => Math.Abs((place / size) - Math.Round(place / size)) * size <= 2.2))
                return cells;
        }

        return null;
    }

    private static int Common(PixelGrid grid, PixelBox map, int column, int columns, int row, int rows)
    {
        double width = (double)map.Width / columns, height = (double)map.Height / rows;
        var inner = new PixelBox((int)(map.Left + ((column + 0.2) * width)), (int)(map.Top + ((row + 0.2) * height)), (int)(map.Left + ((column + 0.8) * width)) + 1, (int)(map.Top + ((row + 0.8) * height)) + 1);
        return grid.Dominant(inner.Clip(grid.Bounds), 1)[0].Color;
    }

    /// <summary>Where along the bar a colour stands, and how far it is from the bar's nearest colour.</summary>
    private static (double At, double Off) PlaceOf(PixelGrid grid, PixelBox bar, int color)
    {
        int x = (int)bar.CenterX, least = int.MaxValue, first = 0, last = 0;
        for (int y = bar.Top; y < bar.Bottom; y++)
        {
            int off = PixelGrid.DistanceSquared(grid.At(x, y), color);
            if (off < least)
                (least, first, last) = (off, y, y);
            else if (off == least && y == last + 1)
                last = y;
        }

        return ((first + last + 1) / 2.0, Math.Sqrt(least));
    }
}
