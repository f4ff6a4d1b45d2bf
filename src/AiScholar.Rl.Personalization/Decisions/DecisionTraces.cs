using System.Diagnostics.CodeAnalysis;

namespace AiScholar.Rl.Personalization;

/// <summary>The traces of the latest decisions that wait for a reward; the oldest are dropped. Safe to call from many threads.</summary>
internal sealed class DecisionTraces
{
    private const int Capacity = 100_000;

    private readonly Dictionary<(string TenantId, string EventId), DecisionTrace> _traces = [];
    private readonly Queue<(string TenantId, string EventId)> _order = [];
    private readonly Lock _gate = new();

    public void Add(string tenantId, string eventId, DecisionTrace trace)
    {
        lock (_gate)
        {
            if (!_traces.TryAdd((tenantId, eventId), trace))
                return;
            _order.Enqueue((tenantId, eventId));
            if (_order.Count > Capacity)
                _traces.Remove(_order.Dequeue());
        }
    }

    public bool TryTake(string tenantId, string eventId, [MaybeNullWhen(false)] out DecisionTrace trace)
    {
        lock (_gate)
            return _traces.Remove((tenantId, eventId), out trace);
    }
}
