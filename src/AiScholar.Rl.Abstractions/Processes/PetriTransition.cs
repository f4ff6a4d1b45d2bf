namespace AiScholar.Rl;

/// <summary>A step of a Petri net.</summary>
public sealed record PetriTransition
{
    /// <summary>Its id in the net.</summary>
    public required string Id { get; init; }

    /// <summary>The activity; null for a silent step, which leaves no trace.</summary>
    public string? Label { get; init; }

    /// <summary>The places it takes a token from; one it takes two from stands twice.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The places it puts a token on.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }
}
