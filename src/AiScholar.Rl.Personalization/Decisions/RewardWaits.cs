namespace AiScholar.Rl.Personalization;

/// <summary>Events whose reward window is open, by the time it closes. Safe to call from many threads.</summary>
internal sealed class RewardWaits
{
    private readonly PriorityQueue<(string TenantId, string EventId), DateTimeOffset> _waiting = new();
    private readonly HashSet<(string, string)> _open = [];
    private readonly Lock _gate = new();

    public void Add(string tenantId, string eventId, DateTimeOffset closes)
    {
        lock (_gate)
        {
            if (_open.Add((tenantId, eventId)))
                _waiting.Enqueue((tenantId, eventId), closes);
        }
    }

    public bool IsOpen(string tenantId, string eventId)
    {
        lock (_gate)
            return _open.Contains((tenantId, eventId));
    }

    /// <summary>Takes one event whose window has closed.</summary>
    public bool TryTake(DateTimeOffset now, out (string TenantId, string EventId) closed)
    {
        lock (_gate)
        {
            closed = default;
            if (!_waiting.TryPeek(out _, out DateTimeOffset closes) || closes > now)
                return false;
            closed = _waiting.Dequeue();
            _open.Remove(closed);
            return true;
        }
    }
}
