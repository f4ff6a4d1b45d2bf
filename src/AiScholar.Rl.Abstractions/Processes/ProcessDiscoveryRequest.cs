namespace AiScholar.Rl;

/// <summary>Which process model to discover.</summary>
public sealed record ProcessDiscoveryRequest
{
    /// <summary>How.</summary>
    public ProcessDiscoveryAlgorithm Algorithm { get; init; }

    /// <summary>For the inductive miner: what is rarer than this part of the most frequent alternative may be left out, 0 to 1. At 0 the model replays every session.</summary>
    public double NoiseThreshold { get; init; } = 0.2;

    /// <summary>For the heuristics miner: the least dependency of an arc, 0 to 1.</summary>
    public double DependencyThreshold { get; init; } = 0.9;

    /// <summary>For the balanced discovery: the most transitions of the net for each activity seen, silent ones counted, at least 1; it keeps the net readable.</summary>
    public double MaximumTransitionsPerActivity { get; init; } = 3;

    /// <summary>For the balanced discovery: seed of its random edits. The same sessions and seed give the same model.</summary>
    public int Seed { get; init; }
}
