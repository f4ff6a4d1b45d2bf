namespace AiScholar.Rl.MultiModal;

/// <summary>A part of a page that holds a figure.</summary>
internal sealed record FigureCandidate
{
    public required BoundingBox Box { get; init; }

    public CaptionText? Caption { get; init; }

    public required double Score { get; init; }
}
