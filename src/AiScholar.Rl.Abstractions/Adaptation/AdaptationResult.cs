namespace AiScholar.Rl;

/// <summary>How to adapt to a person now.</summary>
public sealed record AdaptationResult
{
    /// <summary>The adaptations worth making; those below the threshold are left out.</summary>
    public required IReadOnlyList<Adaptation> Adaptations { get; init; }

    /// <summary>How sure the algorithm is of the whole, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The registered name of the algorithm.</summary>
    public required string AlgorithmUsed { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan ExecutionTime { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
