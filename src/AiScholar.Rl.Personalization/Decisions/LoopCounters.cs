namespace AiScholar.Rl.Personalization;

/// <summary>Sums of what a loop decided and earned. Safe to call from many threads.</summary>
internal sealed class LoopCounters
{
    private readonly Lock _gate = new();
    private long _decisions;
    private long _late;
    private long _rewarded;
    private double _rewards;

    public void OnDecision() => Interlocked.Increment(ref _decisions);

    public void OnLate() => Interlocked.Increment(ref _late);

    public void OnLearned(double reward)
    {
        lock (_gate)
        {
            _rewarded++;
            _rewards += reward;
        }
    }

    public (long Decisions, long Late, long Rewarded, double? Mean) Read()
    {
        lock (_gate)
            return (Interlocked.Read(ref _decisions), Interlocked.Read(ref _late), _rewarded, _rewarded > 0 ? _rewards / _rewarded : null);
    }
}
