namespace AiScholar.Rl;

/// <summary>Who chooses in a loop.</summary>
public enum LoopMode
{
    /// <summary>The loop's policy chooses and learns from rewards.</summary>
    Online = 0,

    /// <summary>
    /// The host chooses: its baseline action is what a decision returns, with propensity 1. The policy learns beside it, and the loop
    /// reports how often it would have chosen the same.
    /// </summary>
    Apprentice = 1,
}
