using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>An event of the log in memory with what came of it; the store guards it by its lock.</summary>
internal sealed class LoggedEvent
{
    private HashSet<string>? _rewardIds;
    private int[]? _slotRewards;
    private int _eventRewards;
    private int _rewards;

    public LoggedEvent(LoggedDecision decision)
    {
        Decision = decision;
        (Node, TenantNode) = (new(this), new(this));
    }

    public LoggedDecision Decision { get; set; }

    /// <summary>Its place among all events.</summary>
    public LinkedListNode<LoggedEvent> Node { get; }

    /// <summary>Its place among the tenant's.</summary>
    public LinkedListNode<LoggedEvent> TenantNode { get; }

    /// <exception cref="PersonalizationException">The event has no such slot, or has had its most rewards.</exception>
    public RewardAppend Add(LoggedReward reward, int maxRewards)
    {
        if (reward.Slot is { } slot && (slot < 0 || slot >= Math.Max(1, Decision.Slots.Count)))
            throw Invalid($"Event '{reward.EventId}' has {Math.Max(1, Decision.Slots.Count)} slots; there is no slot {slot}.");
        if (reward.RewardId is { } known && _rewardIds?.Contains(known) == true)
            return new RewardAppend { Status = RewardStatus.Duplicate, Event = Decision, RewardCount = CountOf(reward.Slot) };
        if (++_rewards > maxRewards)
            throw Invalid($"Event '{reward.EventId}' has had {maxRewards} rewards; Experience:MaxRewardsPerEvent allows no more.");
        if (reward.RewardId is { } id)
            (_rewardIds ??= new(StringComparer.Ordinal)).Add(id);
        Decision = Decision with { Reward = (Decision.Reward ?? 0) + reward.Value, Slots = SlotsWith(reward) };
        if (reward.Slot is { } target && Decision.Slots.Count > 0)
            (_slotRewards ??= new int[Decision.Slots.Count])[target]++;
        else
            _eventRewards++;
        return new RewardAppend
        {
            Status = Decision.IsActive ? RewardStatus.Learned : RewardStatus.Pending,
            Event = Decision,
            RewardCount = CountOf(reward.Slot),
        };
    }

    private static PersonalizationException Invalid(FormattableString message) => new(AdvancedRlErrorCode.DecisionInvalid, message.ToString(CultureInfo.InvariantCulture));

    private int CountOf(int? slot) => slot is { } target && Decision.Slots.Count > 0 ? _slotRewards?[target] ?? 0 : _eventRewards;

    private IReadOnlyList<LoggedSlot> SlotsWith(LoggedReward reward)
    {
        if (reward.Slot is not { } slot || Decision.Slots.Count == 0)
            return Decision.Slots;
        LoggedSlot[] slots = [.. Decision.Slots];
        slots[slot] = slots[slot] with { Reward = (slots[slot].Reward ?? 0) + reward.Value };
        return slots;
    }
}
