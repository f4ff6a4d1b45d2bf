namespace AiScholar.Rl.Torch;

/// <summary>How the neural-linear policy explores.</summary>
public enum NeuralLinearExploration
{
    /// <summary>Each action with the probability that it is the best one, by the posterior.</summary>
    ThompsonSampling = 0,

    /// <summary>The action with the largest upper confidence bound.</summary>
    UpperConfidence = 1,
}
