namespace AiScholar.Rl;

/// <summary>
/// Predicts a person's next action (the guide's behavior predictor); registered for one domain or for all. Safe to call from many threads.
/// </summary>
public interface IBehaviorPredictor
{
    /// <summary>The most likely next action with a ranking of at most <paramref name="rankingSize"/>; null when it does not serve the context's domain or knows nothing yet.</summary>
    ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default);

    /// <summary>Learns that <paramref name="action"/> followed the context's recent actions.</summary>
    ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
