namespace AiScholar.Rl.MultiModal;

/// <summary>A part of a page that may be a table.</summary>
internal sealed record TableCandidate
{
    public required BoundingBox Box { get; init; }

    /// <summary>Whether rulings mark its extent.</summary>
    public required bool IsRuled { get; init; }

    /// <summary>Its words, captions left out.</summary>
    public required IReadOnlyList<PageWord> Words { get; init; }

    public required RecognizedTable? Table { get; init; }

    public required double Score { get; init; }

    public CaptionText? Caption { get; init; }
}
