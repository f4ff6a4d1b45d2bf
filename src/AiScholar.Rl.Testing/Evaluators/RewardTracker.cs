namespace AiScholar.Rl.Testing;

internal sealed class RewardTracker : ITracker
{
    private double _sum;
    private int _count;

    public void Observe(DecisionObservation decision)
    {
        _sum += decision.Reward;
        _count++;
    }

    public IEnumerable<KeyValuePair<string, double>> Complete() => [new("reward", _sum), new("mean_reward", _sum / _count)];
}
