namespace AiScholar.Rl.Testing;

internal sealed class SimpleRegretTracker(double share) : ITracker
{
    private readonly List<double> _regrets = [];

    public void Observe(DecisionObservation decision)
    {
        int likeliest = 0;
        for (int i = 1; i < decision.Propensities.Count; i++)
            likeliest = decision.Propensities[i] > decision.Propensities[likeliest] ? i : likeliest;
        _regrets.Add(decision.Step.ExpectedRewards.Max() - decision.Step.ExpectedRewards[likeliest]);
    }

    public IEnumerable<KeyValuePair<string, double>> Complete() =>
        [new("simple_regret", _regrets.TakeLast((int)Math.Ceiling(_regrets.Count * share)).Average())];
}
