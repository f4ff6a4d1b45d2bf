namespace AiScholar.Rl;

/// <summary>Which patterns to learn.</summary>
public sealed record PatternLearningRequest
{
    /// <summary>The least part of the sessions that must show a pattern, above 0 to 1.</summary>
    public double MinimumSupport { get; init; } = 0.1;

    /// <summary>Only patterns with no longer pattern of the same support.</summary>
    public bool ClosedOnly { get; init; } = true;

    /// <summary>The most activities in a pattern; null for no limit.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>The most patterns to return, strongest first, at least 1.</summary>
    public int MaximumPatterns { get; init; } = 1000;

    /// <summary>The learner to use, by its registered name; null for all.</summary>
    public string? Learner { get; init; }

    /// <summary>Only patterns that no longer frequent pattern contains.</summary>
    public bool MaximalOnly { get; init; }

    /// <summary>Steps every pattern starts with, each one or more activities; empty for any.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Prefix { get; init; } = [];

    /// <summary>Activities every pattern holds; empty for any.</summary>
    public IReadOnlyList<string> RequiredActivities { get; init; } = [];

    /// <summary>Activities no pattern holds.</summary>
    public IReadOnlyList<string> ExcludedActivities { get; init; } = [];

    /// <summary>The least distance of steps that follow each other, at least 1: 1 for the next step, 2 with at least one between.</summary>
    public int MinimumGap { get; init; } = 1;

    /// <summary>The largest such distance; null for any.</summary>
    public int? MaximumGap { get; init; }

    /// <summary>The most steps of a session from the first of a pattern to its last, both counted; null for any.</summary>
    public int? MaximumSpan { get; init; }

    /// <summary>The least time between the starts of steps that follow each other; null for any. With a constraint on time, sessions without times are an error.</summary>
    public TimeSpan? MinimumGapTime { get; init; }

    /// <summary>The longest such time; null for any.</summary>
    public TimeSpan? MaximumGapTime { get; init; }

    /// <summary>The longest time from the start of the first step to that of the last; null for any.</summary>
    public TimeSpan? MaximumDuration { get; init; }

    /// <summary>Whether to compare the sessions that succeeded with those that failed: every pattern gets its <see cref="WorkflowPattern.Contrast"/>.</summary>
    public bool ContrastOutcomes { get; init; }

    /// <summary>The least confidence of sequential rules, 0 to 1; null for no rules.</summary>
    public double? MinimumRuleConfidence { get; init; }

    /// <summary>Seed of the permutations behind <see cref="PatternContrast.AdjustedPValue"/>.</summary>
    public int Seed { get; init; }
}
