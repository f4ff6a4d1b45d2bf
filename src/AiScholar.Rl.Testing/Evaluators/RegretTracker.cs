namespace AiScholar.Rl.Testing;

internal sealed class RegretTracker : ITracker
{
    private readonly List<double> _sums = [];
    private double _sum;

    public void Observe(DecisionObservation decision) => _sums.Add(_sum += decision.Regret);

    public IEnumerable<KeyValuePair<string, double>> Complete()
    {
        yield return new("regret", _sum);
        if (_sums.Count >= 2 && _sums[(_sums.Count / 2) - 1] > 0)
            yield return new("regret_exponent", Math.Log2(_sum / _sums[(_sums.Count / 2) - 1]));
    }
}
