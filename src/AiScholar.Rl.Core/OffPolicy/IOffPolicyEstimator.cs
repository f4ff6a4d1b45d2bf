namespace AiScholar.Rl.Core;

internal interface IOffPolicyEstimator
{
    string Name { get; }

    (double Value, double StandardError) Estimate(OffPolicySample sample);
}
