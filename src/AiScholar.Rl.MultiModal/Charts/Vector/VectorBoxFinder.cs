namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the boxes of a box plot among paths: a rectangle, a level line through it, upright lines from its middle.</summary>
internal static class VectorBoxFinder
{
    private const double Exact = 0.8;
    private const int MostBodies = 1_000;

    public static List<SceneBox> Find(IReadOnlyList<VectorShape> data)
    {
        VectorShape[] level = [.. data.Where(shape => shape.IsLevelLine)], upright = [.. data.Where(shape => shape.IsUprightLine)];
        var bodies = new List<BoundingBox>();
        foreach (VectorShape shape in data.Where(shape => shape.IsRectangle && shape.Box.Width > 3 && shape.Box.Height > 1).Take(MostBodies))
        {
            if (!bodies.Exists(body => body.IntersectionOverUnion(shape.Box) > 0.9))
                bodies.Add(shape.Box);
        }

        var boxes = new List<SceneBox>();
        foreach (BoundingBox body in bodies)
        {
            VectorShape[] medians = [.. level.Where(line => Math.Abs(line.Box.Left - body.Left) <= Exact && Math.Abs(line.Box.Right - body.Right) <= Exact && line.Box.CenterY >= body.Top - Exact && line.Box.CenterY <= body.Bottom + Exact)];
            VectorShape? median = medians.MaxBy(line => Math.Min(line.Box.CenterY - body.Top, body.Bottom - line.Box.CenterY));
            VectorShape[] whiskers = [.. upright.Where(line => Math.Abs(line.Box.CenterX - body.CenterX) <= Exact)];
            VectorShape? up = whiskers.FirstOrDefault(line => Math.Abs(line.Box.Bottom - body.Top) <= Exact), down = whiskers.FirstOrDefault(line => Math.Abs(line.Box.Top - body.Bottom) <= Exact);
            // One line may run through behind the box.
            VectorShape? through = whiskers.FirstOrDefault(line => line.Box.Top < body.Top - Exact && line.Box.Bottom > body.Bottom + Exact);
            if (median is null || (up is null && down is null && through is null))
                continue;
            double high = up?.Box.Top ?? through?.Box.Top ?? body.Top, low = down?.Box.Bottom ?? through?.Box.Bottom ?? body.Bottom;
            double[] outliers = [.. data
                .Where(shape => shape.HasCurves && Math.Abs(shape.Box.CenterX - body.CenterX) <= Exact && shape.Box.Width < 0.5 * body.Width && Math.Abs(shape.Box.Width - shape.Box.Height) < 1)
                .Select(shape => shape.Box.CenterY)
                .Where(y => y < high - Exact || y > low + Exact)
                .Order()];
            boxes.Add(new SceneBox(body.CenterX, high, body.Top, median.Box.CenterY, body.Bottom, low, outliers));
        }

        return boxes;
    }
}
