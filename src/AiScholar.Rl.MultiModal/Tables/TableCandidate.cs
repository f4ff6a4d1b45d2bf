namespace AiScholar.Rl.MultiModal;

/// <summary>A part of a page that may be a table.</summary>
internal sealed record TableCandidate
{
    public required BoundingBox Box { get; init; }

    /// <summary>Whether rulings mark its extent, above and below at least.</summary>
    public required bool IsRuled { get; init; }

    public double Score { get; init; }

    public CaptionText? Caption { get; init; }

    public RecognizedTable? Table { get; init; }
}
