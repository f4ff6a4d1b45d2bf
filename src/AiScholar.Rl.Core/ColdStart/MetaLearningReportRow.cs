namespace AiScholar.Rl.Core;

/// <summary>Learner and baseline at one size of support.</summary>
public sealed record MetaLearningReportRow
{
    /// <summary>How many answers of each new task they adapted to.</summary>
    public required int SupportSize { get; init; }

    /// <summary>Mean absolute error of the learner.</summary>
    public required double LearnerError { get; init; }

    /// <summary>Mean absolute error of the baseline.</summary>
    public required double BaselineError { get; init; }

    /// <summary>Lower end of the paired interval of learner less baseline, over new tasks.</summary>
    public required double DifferenceLowerBound { get; init; }

    /// <summary>Upper end of the paired interval; below 0 the learner wins.</summary>
    public required double DifferenceUpperBound { get; init; }
}
