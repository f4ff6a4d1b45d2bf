namespace AiScholar.Rl.MultiModal;

/// <summary>A line without branches.</summary>
internal sealed class Stroke
{
    /// <summary>A stroke along skeleton points; its directions are taken over <paramref name="reach"/> points.</summary>
    public Stroke(IReadOnlyList<(int X, int Y)> points, int reach)
    {
        Points = points;
        First = EndOf(0, Math.Min(points.Count - 1, reach));
        Last = EndOf(points.Count - 1, Math.Max(0, points.Count - 1 - reach));
    }

    public IReadOnlyList<(int X, int Y)> Points { get; }

    public StrokeEnd First { get; }

    public StrokeEnd Last { get; }

    public int Length => Points.Count;

    /// <summary>How straight it is: the distance of its ends over its length.</summary>
    public double Straightness => First.DistanceTo(Last) / Math.Max(1, Math.Max(Length - 1, 1));

    private StrokeEnd EndOf(int at, int from)
    {
        double dx = Points[at].X - Points[from].X, dy = Points[at].Y - Points[from].Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        return length < 1e-9 ? new StrokeEnd(this, Points[at].X, Points[at].Y, 0, 0) : new StrokeEnd(this, Points[at].X, Points[at].Y, dx / length, dy / length);
    }
}
