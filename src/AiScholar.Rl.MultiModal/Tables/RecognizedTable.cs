namespace AiScholar.Rl.MultiModal;

/// <summary>The structure found in a region.</summary>
internal sealed record RecognizedTable
{
    public required TableContent Content { get; init; }

    public required BoundingBox BoundingBox { get; init; }

    public required TableGrid Grid { get; init; }
}
