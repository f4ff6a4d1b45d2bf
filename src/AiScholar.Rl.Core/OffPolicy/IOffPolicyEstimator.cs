namespace AiScholar.Rl.Core;

internal interface IOffPolicyEstimator
{
    string Name { get; }

    /// <summary>The terms of the estimate, and the parameter that was chosen for it, or null.</summary>
    (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample);

    /// <summary>Why this estimator in particular cannot be trusted on this log; null when it can.</summary>
    string? Refusal(OffPolicySample sample) => null;

    /// <summary>The importance weights it rests on.</summary>
    double[] Weights(OffPolicySample sample) => sample.Weights;

    /// <summary>The share of the target's choices of which the log can tell it nothing.</summary>
    double UnsupportedShare(OffPolicySample sample) => sample.UnsupportedShare;

    /// <summary>Whether the mean of its terms stays the same while the reward model learns and no parameter was chosen by the log, as a confidence sequence needs.</summary>
    bool HasSteadyMean(OffPolicyOptions options) => true;

    /// <summary>Whether its weights are 1 on average where propensities are right.</summary>
    bool HasImportanceWeights => true;
}
