using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>A part of the measure: an experiment and the figures read off it.</summary>
internal sealed class Scenario
{
    public required string Name { get; init; }

    public required Experiment Experiment { get; init; }

    /// <summary>Figures beside each learner's regret, by name.</summary>
    public Func<ExperimentReport, IEnumerable<KeyValuePair<string, double>>> Figures { get; init; } = static _ => [];

    /// <summary>The curve that is drawn beside the regret, where it says more.</summary>
    public bool DrawsOptimalShare { get; init; }
}
