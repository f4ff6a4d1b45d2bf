namespace AiScholar.Rl;

/// <summary>What successful sessions do that others do not.</summary>
public sealed record BestPractices
{
    /// <summary>The practices found, strongest evidence first.</summary>
    public required IReadOnlyList<BestPractice> Practices { get; init; }

    /// <summary>How many practices were tested.</summary>
    public required int TestedCount { get; init; }

    /// <summary>How many sessions with a known outcome they were tested on.</summary>
    public required int SessionCount { get; init; }

    /// <summary>The part of the reported practices that may have no effect, on average.</summary>
    public required double FalseDiscoveryRate { get; init; }

    /// <summary>What was held equal in every test: team size, domain, and recorded attributes.</summary>
    public IReadOnlyList<string> Confounders { get; init; } = [];

    /// <summary>Where they apply.</summary>
    public required ApplicabilityScope ApplicabilityScope { get; init; }

    /// <summary>What went less than well, such as too few sessions.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
