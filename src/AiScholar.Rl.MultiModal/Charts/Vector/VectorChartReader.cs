namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a chart from a figure's vector paths and words: words give the axes, paths the data, both exact.</summary>
internal static class VectorChartReader
{
    private const double Tolerance = 0.8;
    private const double SameRun = 0.02;
    private const double LeastRun = 0.2;
    private const double LargestMarker = 14;
    private const int FewestMarkers = 6;
    private const int MostSeries = 60;

    /// <summary>Figures with more are no charts that a reader could follow, and would take long.</summary>
    private const int MostLabels = 2_000;
    private const int MostRectangles = 3_000;

    /// <summary>The chart of a figure, or null when it shows none, or several.</summary>
    public static ReadChart? Read(DocumentPage page, BoundingBox figure)
    {
        List<VectorShape> shapes = VectorShapeReader.Read(page, figure);
        if (shapes.Count < 2)
            return null;
        List<VectorLabel> labels = VectorLabelFinder.Find([.. page.Words.Where(word => figure.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))]);
        if (labels.Count > MostLabels)
            return null;
        (List<LegendKey> legend, HashSet<VectorShape> keys) = VectorLegendFinder.Find(labels, shapes);
        if (VectorHeatMapReader.Read(shapes, labels) is { } map)
            return new ReadChart(map, figure, 0.95) { Evidence = [("axes", 0.95)] };
        List<VectorLabel> free = [.. labels.Where(label => !legend.Exists(key => key.Box.Contains(label.Box.CenterX, label.Box.CenterY)))];
        List<BoundingBox> areas = VectorFrame.Find(shapes, figure);
        if (areas.Count == 1 && Plot(shapes, free, legend, keys, areas[0]) is { } plot)
            return new ReadChart(plot.Content, figure, plot.Confidence) { Quality = plot.Quality, Evidence = [("axes", plot.Confidence)] };
        return areas.Count <= 1 && VectorPieReader.Read([.. shapes.Where(shape => !keys.Contains(shape))], free, legend) is { } pie ? new ReadChart(pie, figure, 0.98) { Evidence = [("axes", 0.95)] } : null;
    }

    private static (ChartContent Content, double Confidence, double Quality)? Plot(List<VectorShape> shapes, List<VectorLabel> labels, List<LegendKey> legend, HashSet<VectorShape> keys, BoundingBox area)
    {
        var axes = new VectorAxisFinder(labels, shapes, area);
        if (axes.Across() is not { } x || axes.Up() is not { } y || (x.IsCategory && y.IsCategory))
            return null;
        List<VectorShape> data = [.. shapes.Where(shape => !keys.Contains(shape) && IsData(shape, area))];
        List<int> palette = [.. legend.Select(key => key.Color)];
        foreach (VectorShape shape in data)
        {
            if (!palette.Contains(shape.Color) && palette.Count < 250)
                palette.Add(shape.Color);
        }

        var scene = new ChartScene { Area = area, X = x, Y = y, Names = [.. palette.Select((_, index) => index < legend.Count ? legend[index].Name : null)] };
        return Kind(scene, data, palette) is { } content ? (content, scene.Confidence, ChartQuality.Of(scene.Confidence, Explained(content, data), ChartQuality.Marks(content))) : null;
    }

    /// <summary>The share of the filled shapes that marks stand for; lines and boxes have few of their own.</summary>
    private static double Explained(ChartContent content, List<VectorShape> data)
    {
        int filled = data.Count(shape => shape.IsFilled && !shape.IsWhite), marks = content.ChartKind == ChartKinds.Area ? content.Series.Count : ChartQuality.Marks(content);
        return content.ChartKind is ChartKinds.Line or ChartKinds.Box ? 1 - (0.5 * ChartQuality.Agree(filled, data.Count)) : filled == 0 ? 1 : Math.Sqrt(ChartQuality.Agree(marks, filled));
    }

    private static ChartContent? Kind(ChartScene scene, List<VectorShape> data, List<int> palette)
    {
        if (VectorBoxFinder.Find(data) is { Count: > 1 } boxes && BoxBuilder.Build(scene, boxes) is { } box)
            return box;
        double smallest = LargestMarker;
        List<SceneRectangle> rectangles = [];
        foreach (VectorShape shape in data.Where(shape => shape.IsFilled && shape.IsRectangle && !shape.IsWhite && shape.Box.Width > 0.2).Take(MostRectangles))
        {
            if (!rectangles.Exists(other => other.Box.IntersectionOverUnion(shape.Box) > 0.95))
                rectangles.Add(new SceneRectangle(shape.Box, palette.IndexOf(shape.Color)));
        }

        List<SceneCurve> curves = Curves(data, scene.Area, palette);
        // Square markers come in one size; bars do not.
        bool marks = rectangles.Count > 0 && rectangles.TrueForAll(item => item.Box.Width < smallest && Math.Abs(item.Box.Width - item.Box.Height) < 0.3);
        if (!marks && curves.Count == 0 && BarBuilder.Build(scene, rectangles, Tolerance) is { } bars)
            return bars;
        List<SceneArea> bands = [.. data.Where(shape => shape.IsFilled && !shape.IsRectangle && !shape.IsWhite && shape.Box.Width > 0.4 * scene.Area.Width).Select(shape => VectorBand.Of(shape, palette.IndexOf(shape.Color)))];
        if (bands.Count > 0 && bands.Count >= curves.Count && CurveBuilder.Areas(scene, bands, Tolerance) is { } areas)
            return areas;
        if (!marks && BarBuilder.Build(scene, rectangles, Tolerance) is { } mixed)
            return mixed;
        return curves.Count is > 0 and <= MostSeries ? CurveBuilder.Lines(scene, curves) : Markers(scene, data, palette);
    }

    /// <summary>What stands within the plot area and is neither its panel, its frame, a gridline nor a tick.</summary>
    private static bool IsData(VectorShape shape, BoundingBox area)
    {
        BoundingBox box = shape.Box;
        if (!area.Inflate(4).Contains(box, 2) || !area.Contains(box.CenterX, box.CenterY))
            return false;
        bool panel = shape.IsRectangle && box.Width > 0.97 * area.Width && box.Height > 0.97 * area.Height;
        bool grid = (shape.IsLevelLine && box.Width > 0.97 * area.Width) || (shape.IsUprightLine && box.Height > 0.97 * area.Height);
        bool tick = (shape.IsLevelLine && box.Width < 8 && (box.Left < area.Left + 1 || box.Right > area.Right - 1)) || (shape.IsUprightLine && box.Height < 8 && (box.Top < area.Top + 1 || box.Bottom > area.Bottom - 1));
        return !panel && !grid && !tick && !(shape.IsFilled && shape.IsWhite && !shape.IsStroked);
    }

    /// <summary>Stroked lines from left to right; pieces of one colour that go on where the last ended are one line.</summary>
    private static List<SceneCurve> Curves(List<VectorShape> data, BoundingBox area, List<int> palette)
    {
        var runs = new List<(List<(double X, double Y)> Points, int Color)>();
        foreach (VectorShape shape in data.Where(shape => shape.IsStroked && !shape.IsFilled && !shape.IsClosed))
        {
            if (runs.Count > 0 && runs[^1].Color == shape.StrokeColor && Math.Abs(runs[^1].Points[^1].X - shape.Points[0].X) < SameRun && Math.Abs(runs[^1].Points[^1].Y - shape.Points[0].Y) < SameRun)
                runs[^1].Points.AddRange(shape.Points.Skip(1));
            else
                runs.Add(([.. shape.Points], shape.StrokeColor));
        }

        var curves = new List<SceneCurve>();
        foreach ((List<(double X, double Y)> points, int color) in runs)
        {
            int back = 0;
            for (int i = 1; i < points.Count; i++)
                back += points[i].X < points[i - 1].X - 0.01 ? 1 : 0;
            if (back == points.Count - 1)
                points.Reverse();
            bool runsAcross = back == 0 || back == points.Count - 1;
            bool wide = points[^1].X - points[0].X >= LeastRun * area.Width;
            if (runsAcross && wide && points.Count >= 2)
                curves.Add(new SceneCurve(points, palette.IndexOf(color)));
        }

        return curves;
    }

    /// <summary>A scatter plot of small shapes of like size.</summary>
    private static ChartContent? Markers(ChartScene scene, List<VectorShape> data, List<int> palette)
    {
        if (scene.X.IsCategory || scene.Y.IsCategory)
            return null;
        VectorShape[] markers = [.. data.Where(shape => shape.IsClosed && shape.Box.Width is > 0.5 and < LargestMarker && shape.Box.Height is > 0.5 and < LargestMarker && Math.Max(shape.Box.Width, shape.Box.Height) < 1.6 * Math.Min(shape.Box.Width, shape.Box.Height))];
        if (markers.Length < FewestMarkers)
            return null;
        // A marker filled and outlined apart is one.
        var seen = new HashSet<(int, int, int)>();
        VectorShape[] single = [.. markers.Where(shape => seen.Add(((int)Math.Round(shape.Box.CenterX * 4), (int)Math.Round(shape.Box.CenterY * 4), shape.Color)))];
        return scene.ToContent(ChartKinds.Scatter, single.GroupBy(shape => palette.IndexOf(shape.Color)).OrderBy(group => group.Key).Select(group => new ChartSeries
        {
            Name = scene.NameOf(group.Key),
            Points = [.. group.Select(shape => new ChartPoint { X = scene.X.ValueAt(shape.Box.CenterX), Y = scene.Y.ValueAt(shape.Box.CenterY), Confidence = scene.Confidence })],
        }));
    }
}
