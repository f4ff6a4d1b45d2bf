using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>The experience log of a host that gave no other: in memory, bounded, the oldest events dropped first. A crash loses it.</summary>
internal sealed class InMemoryExperienceStore(IOptions<InMemoryExperienceOptions> options) : IExperienceStore
{
    private readonly Dictionary<EventKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _order = [];
    private readonly int _capacity = options.Value.Capacity;
    private readonly Lock _gate = new();

    public ValueTask AppendDecisionAsync(LoggedDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        cancellationToken.ThrowIfCancellationRequested();
        var key = new EventKey(decision.LoopName, decision.TenantId, decision.EventId);
        lock (_gate)
        {
            if (_entries.ContainsKey(key))
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"The event id '{decision.EventId}' is taken in loop '{decision.LoopName}'; give each decision one of its own, or none.");
            _entries.Add(key, _order.AddLast(new Entry(decision)));
            if (_order.Count > _capacity)
                Remove(_order.First!);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<RewardAppend> AppendRewardAsync(LoggedReward reward, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reward);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_entries.TryGetValue(new EventKey(reward.LoopName, reward.TenantId, reward.EventId), out LinkedListNode<Entry>? node))
                return ValueTask.FromResult(new RewardAppend { Status = RewardStatus.EventUnknown });
            Entry entry = node.Value;
            if (reward.RewardId is { } id && !(entry.RewardIds ??= new(StringComparer.Ordinal)).Add(id))
                return ValueTask.FromResult(new RewardAppend { Status = RewardStatus.Duplicate, Event = entry.Decision, RewardCount = entry.RewardCount });
            entry.RewardCount++;
            entry.Decision = entry.Decision with { Reward = (entry.Decision.Reward ?? 0) + reward.Value };
            return ValueTask.FromResult(new RewardAppend
            {
                Status = entry.Decision.IsActive ? RewardStatus.Learned : RewardStatus.Pending,
                Event = entry.Decision,
                RewardCount = entry.RewardCount,
            });
        }
    }

    public ValueTask<LoggedDecision?> ActivateAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_entries.TryGetValue(new EventKey(loopName, tenantId, eventId), out LinkedListNode<Entry>? node) || node.Value.Decision.IsActive)
                return ValueTask.FromResult<LoggedDecision?>(null);
            node.Value.Decision = node.Value.Decision with { IsActive = true };
            return ValueTask.FromResult<LoggedDecision?>(node.Value.Decision);
        }
    }

    public ValueTask<LoggedDecision?> FindAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return ValueTask.FromResult(_entries.TryGetValue(new EventKey(loopName, tenantId, eventId), out LinkedListNode<Entry>? node) ? node.Value.Decision : null);
    }

    public async IAsyncEnumerable<LoggedDecision> ReadAsync(ExperienceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        LoggedDecision[] found;
        lock (_gate)
        {
            found = [.. _order.Select(entry => entry.Decision).Where(decision =>
                decision.LoopName == query.LoopName && decision.TenantId == query.TenantId
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
        long removed = 0;
        lock (_gate)
        {
            LinkedListNode<Entry>? next;
            for (LinkedListNode<Entry>? node = _order.First; node is not null; node = next)
            {
                next = node.Next;
                if (node.Value.Decision.TenantId != tenantId || node.Value.Decision.UserKey != userKey)
                    continue;
                Remove(node);
                removed++;
            }
        }

        return ValueTask.FromResult(removed);
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        LoggedDecision decision = node.Value.Decision;
        _entries.Remove(new EventKey(decision.LoopName, decision.TenantId, decision.EventId));
        _order.Remove(node);
    }

    private readonly record struct EventKey(string LoopName, string TenantId, string EventId);

    private sealed class Entry(LoggedDecision decision)
    {
        public LoggedDecision Decision { get; set; } = decision;

        public int RewardCount { get; set; }

        public HashSet<string>? RewardIds { get; set; }
    }
}
