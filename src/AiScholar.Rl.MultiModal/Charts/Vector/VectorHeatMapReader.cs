namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a heat map from paths: filled rectangles of one size in rows and columns, and a bar of thin ones that tells what colours mean.</summary>
internal static class VectorHeatMapReader
{
    private const double Exact = 0.6;
    private const int FewestCells = 4;
    private const int FewestSteps = 8;

    public static ChartContent? Read(IReadOnlyList<VectorShape> shapes, IReadOnlyList<VectorLabel> labels)
    {
        VectorShape[] filled = [.. shapes.Where(shape => shape.IsFilled && shape.IsRectangle && shape.Box.Width > 0.3 && shape.Box.Height > 0.3)];
        foreach (IGrouping<(double, double), VectorShape> size in filled.GroupBy(shape => (Math.Round(shape.Box.Width), Math.Round(shape.Box.Height))).OrderByDescending(group => group.Sum(shape => shape.Box.Area)).Take(3))
        {
            VectorShape[] cells = [.. size];
            double[] columns = Distinct(cells.Select(shape => shape.Box.CenterX)), rows = Distinct(cells.Select(shape => shape.Box.CenterY));
            if (cells.Length < FewestCells || columns.Length < 2 || rows.Length < 2 || cells.Length < 0.9 * columns.Length * rows.Length || cells.Length > 1.1 * columns.Length * rows.Length)
                continue;
            var map = BoundingBox.Union(cells.Select(shape => shape.Box));
            // Cells that leave much of the block free are no heat map.
            if (cells.Sum(shape => shape.Box.Area) < 0.7 * map.Area || BarOf(filled, map) is not { } bar)
                continue;
            var box = BoundingBox.Union(bar.Select(step => step.Box));
            if (VectorAxisFinder.Column(labels.Where(label => label.Box.Left >= box.Right - 1 && label.Box.Left < box.Right + (4 * label.FontSize) && label.CenterY > box.Top - 8 && label.CenterY < box.Bottom + 8), box, shapes) is not { } scale)
                continue;
            return Build(cells, columns, rows, map, bar, box, scale, labels, shapes);
        }

        return null;
    }

    private static ChartContent Build(VectorShape[] cells, double[] columns, double[] rows, BoundingBox map, VectorShape[] bar, BoundingBox box, SceneAxis scale, IReadOnlyList<VectorLabel> labels, IReadOnlyList<VectorShape> shapes)
    {
        var axes = new VectorAxisFinder([.. labels.Where(label => label.Box.Right < box.Left)], shapes, map);
        double low = scale.Scale.ValueAt(box.Bottom), high = scale.Scale.ValueAt(box.Top);
        return new ChartContent
        {
            ChartKind = ChartKinds.HeatMap,
            Axes = [Named("x", axes.Across(), columns.Length), Named("y", axes.Up(), rows.Length, fromTop: true), new ChartAxis { Name = "color", Scale = scale.Scale.IsLogarithmic ? "log" : "linear", Minimum = Math.Min(low, high), Maximum = Math.Max(low, high) }],
            Cells =
            [
                .. cells.Select(cell => new ChartCell
                {
                    Column = Index(columns, cell.Box.CenterX),
                    Row = Index(rows, cell.Box.CenterY),
                    Value = scale.Scale.ValueAt(bar.MinBy(step => PixelGrid.DistanceSquared(step.Color, cell.Color))!.Box.CenterY),
                    Confidence = scale.Scale.Confidence,
                }).OrderBy(cell => cell.Row).ThenBy(cell => cell.Column),
            ],
        };
    }

    private static ChartAxis Named(string name, SceneAxis? axis, int count, bool fromTop = false) => axis is { IsCategory: true } && axis.Scale.Categories.Count == count
        ? axis.ToAxis(name, 0, 1) is var named && fromTop ? named with { Categories = [.. named.Categories.Reverse()] } : axis.ToAxis(name, 0, 1)
        : new ChartAxis { Name = name, Scale = "category", Minimum = -0.5, Maximum = count - 0.5 };

    /// <summary>The steps of a narrow upright strip beside the map.</summary>
    private static VectorShape[]? BarOf(VectorShape[] filled, BoundingBox map) => filled
        .Where(shape => shape.Box.Left >= map.Right - Exact && shape.Box.Height < 0.2 * map.Height)
        .GroupBy(shape => (Math.Round(shape.Box.Left), Math.Round(shape.Box.Right)))
        .Select(group => group.ToArray())
        .Where(steps => steps.Length >= FewestSteps)
        .MaxBy(steps => steps.Length);

    private static int Index(double[] places, double at) => Enumerable.Range(0, places.Length).MinBy(i => Math.Abs(places[i] - at));

    private static double[] Distinct(IEnumerable<double> places)
    {
        var distinct = new List<double>();
        foreach (double place in places.Order())
        {
            if (distinct.Count == 0 || place - distinct[^1] > Exact)
                distinct.Add(place);
        }

        return [.. distinct];
    }
}
