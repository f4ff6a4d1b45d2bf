using System.Diagnostics;

namespace AiScholar.Rl.Testing;

/// <summary>Time and allocations of what completes on the calling thread.</summary>
internal sealed class CostMeter
{
    private long _start;
    private long _allocated;
    private int _thread;
    private long _decisionTicks;
    private long _rewardTicks;
    private long _bytes;
    private int _rewards;

    public void Begin()
    {
        _thread = Environment.CurrentManagedThreadId;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _start = Stopwatch.GetTimestamp();
    }

    public void EndDecision() => _decisionTicks += End();

    public void EndReward()
    {
        _rewardTicks += End();
        _rewards++;
    }

    public ReplicationCost Complete(int decisions) =>
        new(Microseconds(_decisionTicks) / decisions, _rewards == 0 ? 0 : Microseconds(_rewardTicks) / _rewards, _bytes / (double)decisions);

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private long End()
    {
        long ticks = Stopwatch.GetTimestamp() - _start;
        if (_thread == Environment.CurrentManagedThreadId)
            _bytes += GC.GetAllocatedBytesForCurrentThread() - _allocated;
        return ticks;
    }
}
