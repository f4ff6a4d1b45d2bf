namespace AiScholar.Rl.MultiModal;

/// <summary>A line through the plot area from left to right and the number of its colour in the palette.</summary>
internal sealed record SceneCurve(IReadOnlyList<(double X, double Y)> Points, int Color)
{
    /// <summary>Its height at a place across, or null beyond its ends.</summary>
    public double? At(double x)
    {
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
