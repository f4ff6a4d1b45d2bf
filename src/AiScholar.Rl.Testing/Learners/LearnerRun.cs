namespace AiScholar.Rl.Testing;

/// <summary>A learner in one run; called by one thread at a time.</summary>
internal abstract class LearnerRun : IAsyncDisposable
{
    public abstract ValueTask<LearnerChoice> ChooseAsync(EnvironmentStep step, CancellationToken cancellationToken);

    /// <summary>Tells what a slot earned; null for the only one. The last part of an event's reward is marked.</summary>
    public virtual ValueTask RewardAsync(string eventId, int? slot, double value, bool isLast, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();
}
