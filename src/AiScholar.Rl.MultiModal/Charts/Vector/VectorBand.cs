namespace AiScholar.Rl.MultiModal;

/// <summary>Takes a filled polygon as a band: its upper and lower edges.</summary>
internal static class VectorBand
{
    private const double Same = 0.01;

    public static SceneArea Of(VectorShape shape, int color)
    {
        double[] places = [.. shape.Points.Select(point => Math.Round(point.X, 3)).Distinct().Order()];
        var upper = new List<(double X, double Y)>(places.Length);
        var lower = new List<(double X, double Y)>(places.Length);
        foreach (double x in places)
        {
            (double top, double bottom) = Span(shape.Points, x);
            upper.Add((x, top));
            lower.Add((x, bottom));
        }

        return new SceneArea(new SceneCurve(upper, color), new SceneCurve(lower, color), color);
    }

    /// <summary>The highest and lowest place where the outline crosses an upright line.</summary>
    private static (double Top, double Bottom) Span(IReadOnlyList<(double X, double Y)> points, double x)
    {
        (double top, double bottom) = (double.MaxValue, double.MinValue);
        for (int i = 0; i < points.Count; i++)
        {
            ((double ax, double ay), (double bx, double by)) = (points[i], points[(i + 1) % points.Count]);
            if (x < Math.Min(ax, bx) - Same || x > Math.Max(ax, bx) + Same)
                continue;
            bool upright = Math.Abs(bx - ax) <= Same;
            double from = upright ? ay : ay + ((by - ay) * Math.Clamp((x - ax) / (bx - ax), 0, 1)), to = upright ? by : from;
            (top, bottom) = (Math.Min(top, Math.Min(from, to)), Math.Max(bottom, Math.Max(from, to)));
        }

        return (top, bottom);
    }
}
