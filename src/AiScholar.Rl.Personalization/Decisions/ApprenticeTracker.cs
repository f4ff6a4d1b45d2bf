namespace AiScholar.Rl.Personalization;

/// <summary>Counts how often an apprentice's most probable action was the host's. Safe to call from many threads.</summary>
internal sealed class ApprenticeTracker
{
    private const int Window = 1000;

    private readonly Queue<double> _recent = new(Window);
    private readonly Lock _gate = new();
    private double _matches;
    private double _recentMatches;
    private long _decisions;

    /// <summary>1 when the action alone has the largest probability, 1/n when n actions share it, else 0.</summary>
    public static double ShareOfTop(ReadOnlySpan<double> probabilities, int action)
    {
        const double Tie = 1e-12;
        int ties = 0;
        double own = probabilities[action];
        foreach (double probability in probabilities)
        {
            if (probability > own + Tie)
                return 0;
            if (probability >= own - Tie)
                ties++;
        }

        return 1.0 / ties;
    }

    public void Add(double match)
    {
        lock (_gate)
        {
            _decisions++;
            _matches += match;
            _recentMatches += match;
            _recent.Enqueue(match);
            if (_recent.Count > Window)
                _recentMatches -= _recent.Dequeue();
        }
    }

    public ApprenticeStatistics? GetStatistics()
    {
        lock (_gate)
        {
            return _decisions == 0
                ? null
                : new ApprenticeStatistics { Decisions = _decisions, Matches = _matches, RecentMatchRate = Math.Clamp(_recentMatches / _recent.Count, 0, 1) };
        }
    }
}
