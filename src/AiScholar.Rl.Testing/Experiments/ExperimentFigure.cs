namespace AiScholar.Rl.Testing;

/// <summary>A figure over the runs.</summary>
public sealed record ExperimentFigure
{
    /// <summary>Its snake_case name.</summary>
    public required string Name { get; init; }

    /// <summary>The mean over the runs that gave it.</summary>
    public required double Mean { get; init; }

    /// <summary>Lower end of Student's interval of the mean; null with one run.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Upper end of Student's interval of the mean; null with one run.</summary>
    public double? UpperBound { get; init; }

    /// <summary>How many runs gave it.</summary>
    public required int Replications { get; init; }
}
