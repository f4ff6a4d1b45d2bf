namespace AiScholar.Rl;

/// <summary>How a process model is discovered.</summary>
public enum ProcessDiscoveryAlgorithm
{
    /// <summary>Searches process trees for the best balance of fitness and precision, from what the inductive miner finds; a state machine of the heuristics miner is taken where it does better.</summary>
    Balanced = 0,

    /// <summary>The inductive miner with a noise threshold.</summary>
    Inductive = 1,

    /// <summary>The heuristics miner with a dependency threshold.</summary>
    Heuristics = 2,
}
