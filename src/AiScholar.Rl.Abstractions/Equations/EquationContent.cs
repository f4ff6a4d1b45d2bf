namespace AiScholar.Rl;

/// <summary>A formula.</summary>
[ElementContentKind("equation")]
public sealed record EquationContent : ElementContent
{
    /// <summary>The text layer's characters, left to right.</summary>
    public required string Text { get; init; }

    /// <summary>The number in the margin without brackets, such as <c>4</c> or <c>A.2</c>, or null.</summary>
    public string? Number { get; init; }

    /// <summary>LaTeX, when a recogniser is plugged in.</summary>
    public string? Latex { get; init; }

    /// <summary>Whether it stands on a line of its own.</summary>
    public bool IsDisplay { get; init; } = true;
}
