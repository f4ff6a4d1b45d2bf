namespace AiScholar.Rl.Torch;

/// <summary>What fixes a sequence network's tensors.</summary>
internal sealed record SequenceShape
{
    public required string Kind { get; init; }

    public required int Width { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int Length { get; init; }

    public required int Actions { get; init; }

    /// <summary>Different features of actions; 0 without.</summary>
    public int ActionFeatures { get; init; }

    /// <summary>Different features of people; 0 without.</summary>
    public int UserFeatures { get; init; }

    public bool Timestamps { get; init; }
}
