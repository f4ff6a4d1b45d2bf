namespace AiScholar.Rl;

/// <summary>Which practices to look for.</summary>
public sealed record BestPracticesRequest
{
    /// <summary>The part of the reported practices that may have no effect, on average; above 0 and below 1.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.1;

    /// <summary>The least part of the sessions that must follow a practice, and that must not, above 0 to 0.5.</summary>
    public double MinimumSupport { get; init; } = 0.05;

    /// <summary>What practices may be about.</summary>
    public IReadOnlyList<PracticeConditionKind> Kinds { get; init; } = [PracticeConditionKind.Activity, PracticeConditionKind.Attribute, PracticeConditionKind.Resource];

    /// <summary>
    /// Attributes of sessions that are no practices but must be held equal, such as the difficulty of the work. Team size and domain always are, and attributes of
    /// numbers. Attributes named in neither list are practices when they are text.
    /// </summary>
    public IReadOnlyList<string> Confounders { get; init; } = [];

    /// <summary>How many conditions a practice may join, 1 to 3. Joint ones are looked for in one half of the sessions and tested on the other.</summary>
    public int MaximumConditions { get; init; } = 1;

    /// <summary>The most joint practices that are tested, 1 to 1,000.</summary>
    public int MaximumSubgroups { get; init; } = 10;

    /// <summary>Probability with which an interval is to cover the true value, 0.5 to 0.9999.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Seed of the halves.</summary>
    public int Seed { get; init; }
}
