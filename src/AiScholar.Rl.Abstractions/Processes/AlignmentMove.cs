namespace AiScholar.Rl;

/// <summary>A step of an alignment.</summary>
public sealed record AlignmentMove
{
    /// <summary>Who makes it.</summary>
    public required AlignmentMoveKind Kind { get; init; }

    /// <summary>The activity.</summary>
    public required string Activity { get; init; }
}
