namespace AiScholar.Rl;

/// <summary>The experience log of decisions and rewards. Safe to call from many threads; a durable store returns once its data would survive a crash.</summary>
public interface IExperienceStore
{
    /// <summary>Adds a decision.</summary>
    /// <exception cref="PersonalizationException">The event id is taken within loop and tenant.</exception>
    ValueTask AppendDecisionAsync(LoggedDecision decision, CancellationToken cancellationToken = default);

    /// <summary>Adds a reward to its event, once for each reward id.</summary>
    ValueTask<RewardAppend> AppendRewardAsync(LoggedReward reward, CancellationToken cancellationToken = default);

    /// <summary>Activates a deferred event; null when none of that id waits.</summary>
    ValueTask<LoggedDecision?> ActivateAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default);

    /// <summary>Finds an event.</summary>
    ValueTask<LoggedDecision?> FindAsync(string loopName, string tenantId, string eventId, CancellationToken cancellationToken = default);

    /// <summary>Reads events in the order they were added, with their rewards so far.</summary>
    IAsyncEnumerable<LoggedDecision> ReadAsync(ExperienceQuery query, CancellationToken cancellationToken = default);

    /// <summary>Removes every event of a user.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<long> ForgetUserAsync(string tenantId, string userKey, CancellationToken cancellationToken = default);
}
