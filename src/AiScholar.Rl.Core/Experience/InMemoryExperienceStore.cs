using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>The experience log of a host that gave no other: in memory, bounded, the oldest events dropped first. A crash loses it.</summary>
internal sealed class InMemoryExperienceStore(IOptions<InMemoryExperienceOptions> options) : IExperienceStore
{
    private readonly Dictionary<EventKey, LoggedEvent> _events = [];
    private readonly Dictionary<string, LinkedList<LoggedEvent>> _tenants = new(StringComparer.Ordinal);
    private readonly LinkedList<LoggedEvent> _order = [];
    private readonly InMemoryExperienceOptions _options = options.Value;
    private readonly Lock _gate = new();

    public ValueTask AppendDecisionAsync(LoggedDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        cancellationToken.ThrowIfCancellationRequested();
        var key = new EventKey(decision.LoopName, decision.TenantId, decision.EventId);
        var logged = new LoggedEvent(decision);
        lock (_gate)
        {
            if (!_events.TryAdd(key, logged))
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"The event id '{decision.EventId}' is taken in loop '{decision.LoopName}'; give each decision one of its own, or none.");
            if (!_tenants.TryGetValue(decision.TenantId, out LinkedList<LoggedEvent>? own))
                _tenants.Add(decision.TenantId, own = []);
            _order.AddLast(logged.Node);
            own.AddLast(logged.TenantNode);
            if (_order.Count > _options.Capacity)
                Remove((long)own.Count * _tenants.Count > _options.Capacity ? own.First!.Value : _order.First!.Value);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<RewardAppend> AppendRewardAsync(LoggedReward reward, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reward);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_events.TryGetValue(new EventKey(reward.LoopName, reward.TenantId, reward.EventId), out LoggedEvent? logged)
                ? logged.Add(reward, _options.MaxRewardsPerEvent)
                : new RewardAppend { Status = RewardStatus.EventUnknown });
        }
    }

    public ValueTask<LoggedDecision?> ActivateAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_events.TryGetValue(new EventKey(loopName, tenantId, eventId), out LoggedEvent? logged) || logged.Decision.IsActive)
                return ValueTask.FromResult<LoggedDecision?>(null);
            return ValueTask.FromResult<LoggedDecision?>(logged.Decision = logged.Decision with { IsActive = true });
        }
    }

    public ValueTask<LoggedDecision?> FindAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return ValueTask.FromResult(_events.GetValueOrDefault(new EventKey(loopName, tenantId, eventId))?.Decision);
    }

    public async IAsyncEnumerable<LoggedDecision> ReadAsync(ExperienceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        LoggedDecision[] found;
        lock (_gate)
        {
            found = [.. (_tenants.GetValueOrDefault(query.TenantId) ?? []).Select(logged => logged.Decision).Where(decision =>
                decision.LoopName == query.LoopName
                && (query.UserKey is null || decision.UserKey == query.UserKey)
                && (query.From is null || decision.Timestamp >= query.From)
                && (query.Until is null || decision.Timestamp < query.Until))];
        }

        foreach (LoggedDecision decision in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return decision;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    public ValueTask<long> ForgetUserAsync(string tenantId, string userKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            LoggedEvent[] own = [.. (_tenants.GetValueOrDefault(tenantId) ?? []).Where(logged => logged.Decision.UserKey == userKey)];
            foreach (LoggedEvent logged in own)
                Remove(logged);
            return ValueTask.FromResult((long)own.Length);
        }
    }

    private void Remove(LoggedEvent logged)
    {
        LoggedDecision decision = logged.Decision;
        _events.Remove(new EventKey(decision.LoopName, decision.TenantId, decision.EventId));
        _order.Remove(logged.Node);
        LinkedList<LoggedEvent> own = _tenants[decision.TenantId];
        own.Remove(logged.TenantNode);
        if (own.Count == 0)
            _tenants.Remove(decision.TenantId);
    }

    private readonly record struct EventKey(string LoopName, string TenantId, string EventId)
    {
        // The event id alone tells nearly all events apart.
        public override int GetHashCode() => EventId.GetHashCode(StringComparison.Ordinal);
    }
}
