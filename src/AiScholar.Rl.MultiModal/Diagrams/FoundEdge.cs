namespace AiScholar.Rl.MultiModal;

/// <summary>A connection found in a picture, by the indices of its shapes.</summary>
/// <param name="From">The shape at its first end.</param>
/// <param name="To">The shape at its last end.</param>
/// <param name="HeadAtFrom">Whether there is an arrowhead at the first end.</param>
/// <param name="HeadAtTo">Whether there is an arrowhead at the last end.</param>
/// <param name="Path">Its points in order.</param>
internal sealed record FoundEdge(int From, int To, bool HeadAtFrom, bool HeadAtTo, IReadOnlyList<(int X, int Y)> Path);
