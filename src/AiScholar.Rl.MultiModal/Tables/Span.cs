namespace AiScholar.Rl.MultiModal;

/// <summary>A stretch of one axis, in points.</summary>
internal readonly record struct Span(double Start, double End)
{
    public double Length => End - Start;

    public double Middle => (Start + End) / 2;

    public double Overlap(Span other) => Math.Min(End, other.End) - Math.Max(Start, other.Start);
}
