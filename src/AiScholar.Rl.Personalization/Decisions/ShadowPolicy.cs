namespace AiScholar.Rl.Personalization;

/// <summary>A candidate policy beside the loop's own: it sees every decision, decides nothing, and learns from the same rewards.</summary>
internal sealed class ShadowPolicy(PolicyRunner runner)
{
    private readonly Lock _gate = new();
    private long _events;
    private long _decisions;
    private double _agreements;
    private double _rewards;
    private double _weights;
    private double _squaredWeights;
    private double _weightedRewards;
    private double _squaredWeightedRewards;
    private double _squaredWeightedSquaredRewards;

    public PolicyRunner Runner { get; } = runner;

    public void OnDecision(ReadOnlySpan<double> policy, ReadOnlySpan<double> shadow)
    {
        double agreement = ApprenticeTracker.ShareOfTop(shadow, System.Numerics.Tensors.TensorPrimitives.IndexOfMax(policy));
        lock (_gate)
        {
            _decisions++;
            _agreements += agreement;
        }
    }

    /// <summary>Counts an event that was learnt from.</summary>
    public void OnReward(double reward, double shadowProbability, double propensity)
    {
        double weight = shadowProbability / propensity;
        lock (_gate)
        {
            _events++;
            _rewards += reward;
            _weights += weight;
            _squaredWeights += weight * weight;
            _weightedRewards += weight * reward;
            _squaredWeightedRewards += weight * weight * reward;
            _squaredWeightedSquaredRewards += weight * weight * reward * reward;
        }
    }

    public ShadowStatistics GetStatistics()
    {
        lock (_gate)
        {
            double estimate = _weights > 0 ? _weightedRewards / _weights : 0;
            double variance = _squaredWeightedSquaredRewards - (2 * estimate * _squaredWeightedRewards) + (estimate * estimate * _squaredWeights);
            return new ShadowStatistics
            {
                PolicyName = Runner.Name,
                Events = _events,
                MeanReward = _events > 0 ? _rewards / _events : 0,
                EstimatedReward = estimate,
                StandardError = _events > 1 && _weights > 0 ? Math.Sqrt(Math.Max(0, variance)) / _weights : 0,
                EffectiveSampleSize = _squaredWeights > 0 ? _weights * _weights / _squaredWeights : 0,
                Agreement = _decisions > 0 ? _agreements / _decisions : 0,
            };
        }
    }
}
