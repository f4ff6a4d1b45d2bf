namespace AiScholar.Rl;

/// <summary>What the policy of a loop in <see cref="LoopMode.Apprentice"/> learns from.</summary>
public enum ApprenticeLearning
{
    /// <summary>The host's choice: 1 for the action the host chose, 0 for another that the policy would have. Rewards are logged only.</summary>
    Imitation = 0,

    /// <summary>The rewards that the host's choices earn.</summary>
    Rewards = 1,
}
