namespace AiScholar.Rl.Core;

internal interface ISlateEstimator
{
    string Name { get; }

    /// <summary>Whether it needs the reward of every slot.</summary>
    bool NeedsSlotRewards { get; }

    /// <summary>The terms of the estimate with the weights they rest on, 1 an event on average; or why it cannot be made of this log.</summary>
    (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample);
}
