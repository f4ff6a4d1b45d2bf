namespace AiScholar.Rl.Testing;

/// <summary>What one learner did in one environment, over the runs.</summary>
public sealed record ExperimentResult
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The learner's name.</summary>
    public required string Learner { get; init; }

    /// <summary>Number of runs.</summary>
    public required int Replications { get; init; }

    /// <summary>Decisions of a run.</summary>
    public required int Steps { get; init; }

    /// <summary>What the evaluators found.</summary>
    public required IReadOnlyList<ExperimentFigure> Figures { get; init; }

    /// <summary>How it came about over the decisions.</summary>
    public required IReadOnlyList<ExperimentCurve> Curves { get; init; }

    /// <summary>What a decision cost; null when not measured.</summary>
    public ExperimentCost? Cost { get; init; }

    /// <summary>The mean of a figure; null where no run gave it.</summary>
    public double? Mean(string figure) => Figures.FirstOrDefault(candidate => candidate.Name == figure)?.Mean;
}
