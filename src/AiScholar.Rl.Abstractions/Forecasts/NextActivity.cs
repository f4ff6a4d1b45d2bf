namespace AiScholar.Rl;

/// <summary>What may come next in running work.</summary>
public sealed record NextActivity
{
    /// <summary>The activity; null for the end of the work.</summary>
    public string? Name { get; init; }

    /// <summary>Its probability, 0 to 1.</summary>
    public required double Probability { get; init; }
}
