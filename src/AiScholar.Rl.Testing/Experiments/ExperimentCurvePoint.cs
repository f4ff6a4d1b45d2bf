namespace AiScholar.Rl.Testing;

/// <summary>A point of a curve.</summary>
public sealed record ExperimentCurvePoint
{
    /// <summary>After how many decisions.</summary>
    public required int Step { get; init; }

    /// <summary>The mean over the runs.</summary>
    public required double Mean { get; init; }

    /// <summary>Lower end of Student's interval of the mean; null with one run.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Upper end of Student's interval of the mean; null with one run.</summary>
    public double? UpperBound { get; init; }
}
