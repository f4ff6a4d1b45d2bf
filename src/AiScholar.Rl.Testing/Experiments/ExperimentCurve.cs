namespace AiScholar.Rl.Testing;

/// <summary>A quantity over the decisions.</summary>
public sealed record ExperimentCurve
{
    /// <summary>Name of the curve of the summed regret.</summary>
    public const string Regret = "regret";

    /// <summary>Name of the curve of the share of optimal choices since the point before.</summary>
    public const string OptimalShare = "optimal_share";

    /// <summary>Its snake_case name.</summary>
    public required string Name { get; init; }

    /// <summary>Its points, by ascending step.</summary>
    public required IReadOnlyList<ExperimentCurvePoint> Points { get; init; }
}
