namespace AiScholar.Rl.MultiModal;

/// <summary>Where strokes meet: a crossing or fork, or a solid arrowhead.</summary>
internal sealed class StrokeJoint(IReadOnlyList<(int X, int Y)> pixels, bool isSolid)
{
    public IReadOnlyList<(int X, int Y)> Pixels { get; } = pixels;

    /// <summary>Whether it is thicker than the strokes: perhaps an arrowhead.</summary>
    public bool IsSolid { get; } = isSolid;

    public double X { get; } = pixels.Average(pixel => pixel.X);

    public double Y { get; } = pixels.Average(pixel => pixel.Y);

    public List<StrokeEnd> Ends { get; } = [];
}
