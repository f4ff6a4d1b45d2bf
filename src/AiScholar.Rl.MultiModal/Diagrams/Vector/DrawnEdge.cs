namespace AiScholar.Rl.MultiModal;

/// <summary>A connection that a figure draws.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="HasHead">Whether there is an arrowhead at its end.</param>
/// <param name="HasHeadAtStart">Whether there is one at its start too.</param>
/// <param name="Path">Points along it.</param>
internal sealed record DrawnEdge(DrawnShape From, DrawnShape To, bool HasHead, bool HasHeadAtStart, IReadOnlyList<(double X, double Y)> Path);
