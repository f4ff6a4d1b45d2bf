namespace AiScholar.Rl.MultiModal;

/// <summary>A line through the plot area from left to right and the number of its colour in the palette.</summary>
internal sealed record SceneCurve(IReadOnlyList<(double X, double Y)> Points, int Color)
{
    private const double Slack = 2;

    /// <summary>Its height at a place across, or null beyond its ends.</summary>
    public double? At(double x)
    {
        // A place of a label may miss the end by a little.
        if (Points.Count > 1 && x < Points[0].X && x > Points[0].X - Slack)
            return Points[0].Y;
        if (Points.Count > 1 && x > Points[^1].X && x < Points[^1].X + Slack)
            return Points[^1].Y;
        for (int i = 1; i < Points.Count; i++)
        {
            (double ax, double ay) = Points[i - 1];
            (double bx, double by) = Points[i];
            if (x >= Math.Min(ax, bx) && x <= Math.Max(ax, bx))
                return bx == ax ? (ay + by) / 2 : ay + ((by - ay) * (x - ax) / (bx - ax));
        }

        return null;
    }
}
