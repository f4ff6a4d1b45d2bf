namespace AiScholar.Rl;

/// <summary>A straight line or a cubic Bézier curve of a path, in page coordinates.</summary>
/// <param name="StartX">Start.</param>
/// <param name="StartY">Start.</param>
/// <param name="EndX">End.</param>
/// <param name="EndY">End.</param>
/// <param name="Control1X">First control point; equal to the start for a line.</param>
/// <param name="Control1Y">First control point; equal to the start for a line.</param>
/// <param name="Control2X">Second control point; equal to the end for a line.</param>
/// <param name="Control2Y">Second control point; equal to the end for a line.</param>
/// <param name="IsCurve">Whether it is a curve.</param>
public readonly record struct PathSegment(
    double StartX, double StartY, double EndX, double EndY, double Control1X, double Control1Y, double Control2X, double Control2Y, bool IsCurve)
{
    /// <summary>A straight line.</summary>
    public static PathSegment Line(double startX, double startY, double endX, double endY) =>
        new(startX, startY, endX, endY, startX, startY, endX, endY, false);
}
