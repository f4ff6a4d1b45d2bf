namespace AiScholar.Rl;

/// <summary>What a person is likely to do next.</summary>
public sealed record PredictedAction
{
    /// <summary>The most likely action.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Its probability, calibrated, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What usually comes of it here, or null when nothing is known.</summary>
    public string? ExpectedOutcome { get; init; }

    /// <summary>Why: which past actions weighed most.</summary>
    public string Reasoning { get; init; } = "";

    /// <summary>Likely actions, the first being <see cref="ActionType"/>, by falling probability.</summary>
    public IReadOnlyList<ActionProbability> Ranking { get; init; } = [];

    /// <summary>The registered name of the predictor.</summary>
    public string Predictor { get; init; } = "";

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
