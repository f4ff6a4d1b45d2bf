using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Diagnostics.Tests.Metrics;

/// <summary>A collector as a third party writes it.</summary>
public sealed class ReadingCollector(IMeterFactory? meterFactory = null, TimeProvider? time = null, int limit = 1000)
    : MetricsCollector("reading", meterFactory, time, limit)
{
    private int _right;
    private int _answered;

    public void Answer(bool isRight)
    {
        Interlocked.Increment(ref _answered);
        if (isRight)
            Interlocked.Increment(ref _right);
    }

    protected override void OnCollecting()
    {
        if (_answered > 0)
            RecordGauge("accuracy", (double)_right / _answered, "1");
    }
}
