namespace AiScholar.Rl.Testing;

internal sealed class OptimalityTracker : ITracker
{
    private int _optimal;
    private int _count;
    private int _issues;

    public void Observe(DecisionObservation decision)
    {
        _optimal += decision.IsOptimal ? 1 : 0;
        _issues += decision.IssueCount;
        _count++;
    }

    public IEnumerable<KeyValuePair<string, double>> Complete() => [new("optimal_share", _optimal / (double)_count), new("issues", _issues)];
}
