namespace AiScholar.Rl.MultiModal;

/// <summary>A dashed line down from a shape of a sequence diagram that ends in nothing.</summary>
/// <param name="X">Where it runs.</param>
/// <param name="Top">Where it begins.</param>
/// <param name="Bottom">Where it ends.</param>
/// <param name="Node">The shape it belongs to.</param>
internal sealed record Lifeline(double X, int Top, int Bottom, int Node)
{
    /// <summary>Whether a line that points to a side ends here.</summary>
    public bool Ends(double x, double y, double directionX, double reach, double slack) =>
        Math.Abs(directionX) > 0.5 && y >= Top - slack && y <= Bottom + slack && Math.Abs(X - x) <= reach && (X - x) * directionX >= -slack;
}
