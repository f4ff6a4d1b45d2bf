namespace AiScholar.Rl;

/// <summary>A connection of a diagram.</summary>
public sealed record DiagramEdge
{
    /// <summary>Id of the node it leaves.</summary>
    public required string SourceId { get; init; }

    /// <summary>Id of the node it reaches.</summary>
    public required string TargetId { get; init; }

    /// <summary>Whether it has an arrowhead at its target.</summary>
    public bool IsDirected { get; init; } = true;

    /// <summary>Whether it has an arrowhead at its source too.</summary>
    public bool IsBidirectional { get; init; }

    /// <summary>The text on it, or null.</summary>
    public string? Label { get; init; }
}
