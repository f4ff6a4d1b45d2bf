namespace AiScholar.Rl;

/// <summary>What an adapted predictor expects.</summary>
public sealed record MetaPrediction
{
    /// <summary>The forecast in the unit of the targets: the median where the learner forecasts medians, else the mean. Ordered as <see cref="Mean"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The expected answer.</summary>
    public required double Mean { get; init; }

    /// <summary>Variance of the answer; null when the learner has none.</summary>
    public double? Variance { get; init; }
}
