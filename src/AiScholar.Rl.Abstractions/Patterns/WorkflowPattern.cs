namespace AiScholar.Rl;

/// <summary>A pattern of work.</summary>
public sealed record WorkflowPattern
{
    /// <summary>What kind of pattern, such as <c>sequence</c>.</summary>
    public required PatternKind Kind { get; init; }

    /// <summary>A sequence of steps, each one or more activities done together; empty when the pattern is not a sequence.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Steps { get; init; } = [];

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>The part of the sessions that show it, 0 to 1.</summary>
    public required double Support { get; init; }

    /// <summary>How many sessions show it.</summary>
    public required int SupportCount { get; init; }

    /// <summary>Of the sessions that show all but its last step, the part that goes on with it, 0 to 1; 1 for a single step's own support is given by <see cref="Support"/>.</summary>
    public required double Confidence { get; init; }

    /// <summary>How much it matters for success, when that was measured.</summary>
    public EffectEstimate? Effect { get; init; }

    /// <summary>A session that shows it.</summary>
    public string? ExampleSessionId { get; init; }

    /// <summary>The registered name of the learner.</summary>
    public string Learner { get; init; } = "";

    /// <summary>Where <see cref="ExampleSessionId"/> shows it; null for what is not a sequence.</summary>
    public PatternOccurrence? Example { get; init; }

    /// <summary>How it goes with success; null when that was not asked for, or too few sessions record an outcome.</summary>
    public PatternContrast? Contrast { get; init; }

    /// <summary>Of a rule: how many times likelier its second step is after the first than overall; null for what is no rule.</summary>
    public double? Lift { get; init; }
}
