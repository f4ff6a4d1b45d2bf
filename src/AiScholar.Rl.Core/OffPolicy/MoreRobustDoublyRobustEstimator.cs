namespace AiScholar.Rl.Core;

/// <summary>
/// More robust doubly robust: DR with the reward model that makes DR's variance least, a regression weighted by
/// pi(a)^2 (1 - mu(a)) / mu(a)^2 for target pi and logged mu. Source: Farajtabar, Chow, Ghavamzadeh 2018, section 4.2; for a target that is
/// not deterministic the products of different actions in their matrix are left out.
/// </summary>
internal sealed class MoreRobustDoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.MoreRobustDoublyRobust;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        (DoublyRobustEstimator.Of(sample, sample.VarianceModel, sample.Weights, sample.LargestPossibleWeight), null);
}
