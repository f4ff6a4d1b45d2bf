namespace AiScholar.Rl.Core;

internal interface IOffPolicyEstimator
{
    string Name { get; }

    (double Value, double StandardError) Estimate(OffPolicySample sample);

    /// <summary>The terms of which the estimate is the ratio of sums, one an event.</summary>
    (double[] Numerators, double[] Denominators) Terms(OffPolicySample sample);
}
