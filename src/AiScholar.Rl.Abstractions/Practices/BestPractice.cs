namespace AiScholar.Rl;

/// <summary>A way of working with which sessions succeed more often, or less, than like sessions without it.</summary>
public sealed record BestPractice
{
    /// <summary>Names the practice; the same conditions give the same id.</summary>
    public required string Id { get; init; }

    /// <summary>What a session that follows it does; all hold together.</summary>
    public required IReadOnlyList<PracticeCondition> Conditions { get; init; }

    /// <summary>Whether to follow or to avoid it.</summary>
    public required PracticeDirection Direction { get; init; }

    /// <summary>One sentence of advice with the figures behind it.</summary>
    public required string Advice { get; init; }

    /// <summary>By how much the odds of success are multiplied; 1 is no effect.</summary>
    public required EffectEstimate OddsRatio { get; init; }

    /// <summary>By how much the probability of success rises over the sessions seen, -1 to 1.</summary>
    public required EffectEstimate RiskDifference { get; init; }

    /// <summary>The least false-discovery rate at which it is still reported (Benjamini and Hochberg 1995), 0 to 1.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>How many sessions followed it.</summary>
    public required int SessionsWith { get; init; }

    /// <summary>How many sessions did not.</summary>
    public required int SessionsWithout { get; init; }

    /// <summary>The part of the sessions with it that succeeded, 0 to 1.</summary>
    public required double SuccessWith { get; init; }

    /// <summary>The part of the sessions without it that succeeded, 0 to 1.</summary>
    public required double SuccessWithout { get; init; }

    /// <summary>Ids of sessions that followed it and succeeded (or failed, for one to avoid), five at most.</summary>
    public IReadOnlyList<string> ExampleSessionIds { get; init; } = [];
}
