namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a pie from paths: filled sectors that share a corner and a radius.</summary>
internal static class VectorPieReader
{
    private const double Exact = 1;
    private const int MostSectors = 200;
    private const double Whole = 0.03;
    private const double NameReach = 0.8;

    public static ChartContent? Read(IReadOnlyList<VectorShape> shapes, IReadOnlyList<VectorLabel> labels, IReadOnlyList<LegendKey> legend)
    {
        VectorShape[] curved = [.. shapes.Where(shape => shape.IsFilled && shape.HasCurves && shape.Points.Count >= 4 && shape.Box.Width > 6 && shape.Box.Height > 6)];
        if (curved.Length is < 2 or > MostSectors)
            return null;
        foreach ((double X, double Y) middle in curved[0].Points.Concat(curved[1].Points).Take(200))
        {
            VectorShape[] sectors = [.. curved.Where(shape => shape.Points.Any(point => Math.Abs(point.X - middle.X) < Exact && Math.Abs(point.Y - middle.Y) < Exact))];
            if (sectors.Length < 2)
                continue;
            double radius = sectors.Max(shape => shape.Points.Max(point => Distance(point, middle))), area = sectors.Sum(shape => shape.Area), disc = Math.PI * radius * radius;
            bool round = sectors.All(shape => Math.Abs(shape.Points.Max(point => Distance(point, middle)) - radius) < 0.03 * radius);
            if (round && Math.Abs(area - disc) < Whole * disc)
                return PieBuilder.Build([.. sectors.Select(shape => Slice(shape, middle, radius))], 0.98);
        }

        return null;

        SceneSlice Slice(VectorShape shape, (double X, double Y) middle, double radius)
        {
            (double x, double y) = (shape.Points.Average(point => point.X), shape.Points.Average(point => point.Y));
            double direction = Math.Atan2(y - middle.Y, x - middle.X);
            int color = legend.ToList().FindIndex(key => key.Color == shape.Color);
            return new SceneSlice(shape.Area, direction, Math.Max(0, color), color >= 0 ? legend[color].Name : NameNear(middle, radius, direction));
        }

        string? NameNear((double X, double Y) middle, double radius, double direction)
        {
            (double x, double y) = (middle.X + (radius * Math.Cos(direction)), middle.Y + (radius * Math.Sin(direction)));
            VectorLabel? nearest = labels.MinBy(label => Away(label.Box, x, y));
            return nearest is not null && Away(nearest.Box, x, y) < NameReach * radius ? nearest.Text : null;
        }
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static double Away(BoundingBox box, double x, double y) =>
        Distance((Math.Clamp(x, box.Left, box.Right), Math.Clamp(y, box.Top, box.Bottom)), (x, y));
}
