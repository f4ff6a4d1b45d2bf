namespace AiScholar.Rl.Personalization;

/// <summary>Events whose reward window is open, by the time it closes; tells when one does. Safe to call from many threads.</summary>
internal sealed class RewardWaits(TimeProvider time, Action onClosed) : IDisposable
{
    private readonly PriorityQueue<(string TenantId, string EventId), DateTimeOffset> _waiting = new();
    private readonly Dictionary<(string TenantId, string EventId), DateTimeOffset> _open = [];
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private bool _disposed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    public void Add(string tenantId, string eventId, DateTimeOffset closes)
    {
        lock (_gate)
        {
            if (_disposed || !_open.TryAdd((tenantId, eventId), closes))
                return;
            _waiting.Enqueue((tenantId, eventId), closes);
            Arm();
        }
    }

    public bool IsOpen(string tenantId, string eventId)
    {
        lock (_gate)
            return _open.ContainsKey((tenantId, eventId));
    }

    /// <summary>Takes one event whose window has closed.</summary>
    public bool TryTake(DateTimeOffset now, out (string TenantId, string EventId) closed)
    {
        lock (_gate)
        {
            closed = default;
            if (!_waiting.TryPeek(out _, out DateTimeOffset closes) || closes > now)
            {
                Arm();
                return false;
            }

            closed = _waiting.Dequeue();
            _open.Remove(closed);
            return true;
        }
    }

    public KeyValuePair<(string TenantId, string EventId), DateTimeOffset>[] ToArray()
    {
        lock (_gate)
            return [.. _open];
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void OnTimer()
    {
        lock (_gate)
            _armedFor = DateTimeOffset.MaxValue;
        onClosed();
    }

    private void Arm()
    {
        if (_disposed || !_waiting.TryPeek(out _, out DateTimeOffset closes) || closes == _armedFor)
            return;
        _armedFor = closes;
        TimeSpan due = closes - time.GetUtcNow();
        if (due < TimeSpan.Zero)
            due = TimeSpan.Zero;
        if (_timer is null)
            _timer = time.CreateTimer(_ => OnTimer(), null, due, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
