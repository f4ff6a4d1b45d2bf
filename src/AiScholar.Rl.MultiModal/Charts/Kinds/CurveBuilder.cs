namespace AiScholar.Rl.MultiModal;

/// <summary>Makes a line chart of curves, or an area chart of bands.</summary>
internal static class CurveBuilder
{
    private const double LeastCover = 0.5;

    public static ChartContent? Lines(ChartScene scene, IReadOnlyList<SceneCurve> curves) => curves.Count == 0 || scene.Y.IsCategory
        ? null
        : scene.ToContent(ChartKinds.Line, curves.OrderBy(curve => curve.Color).Select(curve => new ChartSeries
        {
            Name = scene.NameOf(curve.Color),
            Points = [.. Places(scene, curve.Points.Select(point => point.X)).Select(x => (x, Y: curve.At(x))).Where(place => place.Y is not null).Select(place => Point(scene, place.x, scene.Y.ValueAt(place.Y!.Value)))],
        }));

    /// <summary>Bands whose lower edge lies on the base give the height of their upper edge, others their thickness.</summary>
    public static ChartContent? Areas(ChartScene scene, IReadOnlyList<SceneArea> areas, double tolerance)
    {
        if (areas.Count == 0 || scene.Y.IsCategory || areas.Max(area => area.Upper.Points[^1].X - area.Upper.Points[0].X) < LeastCover * scene.Area.Width)
            return null;
        // The band of an uncertain line stands on nothing.
        if (!areas.Any(area => IsFlat(area.Lower, tolerance)))
            return null;
        return scene.ToContent(ChartKinds.Area, areas.OrderBy(area => area.Color).Select(area =>
        {
            bool based = IsFlat(area.Lower, tolerance);
            return new ChartSeries
            {
                Name = scene.NameOf(area.Color),
                Points =
                [
                    .. Places(scene, area.Upper.Points.Concat(based ? [] : area.Lower.Points).Select(point => point.X))
                        .Select(x => (x, Upper: area.Upper.At(x), Lower: area.Lower.At(x)))
                        .Where(place => place.Upper is not null && (based || place.Lower is not null))
                        .Select(place => Point(scene, place.x, based ? scene.Y.ValueAt(place.Upper!.Value) : scene.Y.ValueAt(place.Upper!.Value) - scene.Y.ValueAt(place.Lower!.Value))),
                ],
            };
        }));
    }

    private static bool IsFlat(SceneCurve curve, double tolerance) => curve.Points.Max(point => point.Y) - curve.Points.Min(point => point.Y) <= tolerance;

    /// <summary>On a category axis its places, else the curve's own corners.</summary>
    private static IEnumerable<double> Places(ChartScene scene, IEnumerable<double> corners) => scene.X.IsCategory
        ? scene.X.Scale.Categories.Select(category => category.Position).Order()
        : corners.Order().Distinct();

    private static ChartPoint Point(ChartScene scene, double x, double value) =>
        new() { X = scene.X.ValueAt(x), Y = value, Category = scene.X.NameAt(x), Confidence = scene.Confidence };
}
