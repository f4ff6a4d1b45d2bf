namespace AiScholar.Rl.Testing;

/// <summary>Rewards on their way, by the time they arrive; those of the same time in the order they were sent.</summary>
internal sealed class RewardQueue
{
    private readonly PriorityQueue<PendingReward, (DateTimeOffset Due, long Order)> _queue = new();
    private long _order;

    public void Add(EnvironmentStep step, LearnerChoice choice, DateTimeOffset now)
    {
        RewardArrival[] arrivals = [.. step.Arrivals.OrderBy(arrival => arrival.Delay)];
        for (int i = 0; i < arrivals.Length; i++)
        {
            for (int slot = 0; slot < choice.Chosen.Length; slot++)
            {
                double value = arrivals[i].Share * step.PositionWeights[slot] * step.Rewards[choice.Chosen[slot]];
                if (value == 0 && step.IsZeroSilent)
                    continue;
                _queue.Enqueue(new PendingReward(choice.EventId, choice.Chosen.Length > 1 ? slot : null, value, i == arrivals.Length - 1), (now + arrivals[i].Delay, _order++));
            }
        }
    }

    public bool TryTake(DateTimeOffset until, out DateTimeOffset due, out PendingReward reward)
    {
        reward = default;
        due = default;
        if (!_queue.TryPeek(out _, out (DateTimeOffset Due, long Order) next) || next.Due > until)
            return false;
        due = next.Due;
        reward = _queue.Dequeue();
        return true;
    }
}
