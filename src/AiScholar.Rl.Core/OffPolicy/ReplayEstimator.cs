using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>
/// Replay: the mean reward of the events on which the target would have done what was done, each counted by the target's probability of it:
/// sum pi(a_i) r_i / sum pi(a_i). Right only where the log chose evenly among the same number of actions; it looks at no propensity.
/// Source: Li, Chu, Langford, Wang 2011, Algorithm 2, in expectation over the target's draws.
/// </summary>
internal sealed class ReplayEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.Replay;

    public bool HasImportanceWeights => false;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample)
    {
        double[] terms = new double[sample.Count];
        System.Numerics.Tensors.TensorPrimitives.Multiply(sample.TargetOfChosen, sample.Rewards, terms);
        return (new EstimatorTerms { Numerators = terms, Denominators = sample.TargetOfChosen, Range = sample.RewardRange }, null);
    }

    public double[] Weights(OffPolicySample sample) => sample.TargetOfChosen;

    public string? Refusal(OffPolicySample sample)
    {
        foreach (LoggedDecision decision in sample.Log)
        {
            if (decision.Actions.Count != sample.Log[0].Actions.Count || decision.Propensities.Any(propensity => Math.Abs((propensity * decision.Actions.Count) - 1) > 1e-6))
                return string.Create(CultureInfo.InvariantCulture, $"Replay needs a log that chose evenly among the same number of actions each time; event '{decision.EventId}' did not. Use an estimator with weights.");
        }

        return null;
    }
}
