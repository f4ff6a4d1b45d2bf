namespace AiScholar.Rl.Testing;

internal sealed class RecoveryTracker(IReadOnlyList<int> changePoints, int window, double level) : ITracker
{
    // How many of the decisions before each were optimal.
    private readonly List<int> _optimal = [0];

    public void Observe(DecisionObservation decision) => _optimal.Add(_optimal[^1] + (decision.IsOptimal ? 1 : 0));

    public IEnumerable<KeyValuePair<string, double>> Complete()
    {
        int length = _optimal.Count - 1;
        int measured = 0, recovered = 0, decisions = 0;
        for (int i = 0; i < changePoints.Count; i++)
        {
            int change = changePoints[i];
            int end = Math.Min(length, i + 1 < changePoints.Count ? changePoints[i + 1] : length);
            // Too few decisions to say anything on either side.
            if (change < window || end - change < window)
                continue;
            int former = InWindow(change);
            int at = change + window;
            while (at < end && InWindow(at) < level * former)
                at++;
            measured++;
            recovered += InWindow(at) >= level * former ? 1 : 0;
            decisions += at - change;
        }

        return measured == 0 ? [] : [new("recovery_decisions", decisions / (double)measured), new("recovered_share", recovered / (double)measured)];
    }

    private int InWindow(int end) => _optimal[end] - _optimal[end - window];
}
