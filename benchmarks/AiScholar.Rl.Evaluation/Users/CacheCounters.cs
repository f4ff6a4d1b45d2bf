using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Evaluation.Users;

/// <summary>Listens to what the cache of users counts, as a host's telemetry would.</summary>
internal sealed class CacheCounters : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _hits;
    private long _misses;
    private long _writes;

    public CacheCounters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("aischolar.rl.users.cache.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name.EndsWith("hits", StringComparison.Ordinal))
                Interlocked.Add(ref _hits, value);
            else if (instrument.Name.EndsWith("misses", StringComparison.Ordinal))
                Interlocked.Add(ref _misses, value);
            else if (instrument.Name.EndsWith("writes", StringComparison.Ordinal))
                Interlocked.Add(ref _writes, value);
        });
        _listener.Start();
    }

    public double HitRate => _hits / (double)Math.Max(1, _hits + _misses);

    /// <summary>The share of hits among visits of people who were there before.</summary>
    public double ReturningHitRate(long newcomers) => _hits / (double)Math.Max(1, _hits + _misses - newcomers);

    public long Writes => _writes;

    public void Dispose() => _listener.Dispose();
}
