namespace AiScholar.Rl.MultiModal;

/// <summary>A straight horizontal or vertical line on the page, in points: its y (horizontal) or x (vertical), and where it starts and ends along the other axis.</summary>
internal readonly record struct Ruling(bool IsHorizontal, double Position, double Start, double End, double Thickness)
{
    public double Length => End - Start;

    public BoundingBox BoundingBox => IsHorizontal ? new BoundingBox(Start, Position, Length, 0) : new BoundingBox(Position, Start, 0, Length);

    /// <summary>How much of <paramref name="start"/> to <paramref name="end"/> it covers, in points.</summary>
    public double Overlap(double start, double end) => Math.Max(0, Math.Min(End, end) - Math.Max(Start, start));
}
