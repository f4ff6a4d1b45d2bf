namespace AiScholar.Rl.MultiModal;

/// <summary>A part of a page that holds a formula.</summary>
internal sealed record EquationCandidate
{
    public required BoundingBox Box { get; init; }

    /// <summary>The formula's words, its number among them.</summary>
    public required IReadOnlyList<PageWord> Words { get; init; }

    public required double Score { get; init; }
}
