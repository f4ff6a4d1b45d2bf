namespace AiScholar.Rl;

/// <summary>
/// One loop that serves people: decides, learns from rewards, adapts, predicts. The default loop is the unkeyed service; a named loop
/// is the keyed service of its name. What it has learnt can be saved and loaded as a whole. Safe to call from many threads.
/// </summary>
public interface IPersonalizer : ISavableState
{
    /// <summary>The loop's name; <c>default</c> for the default one.</summary>
    string LoopName { get; }

    /// <summary>Chooses an action; returns once the event is in the experience log.</summary>
    /// <exception cref="PersonalizationException">The request is unusable: no actions, doubled ids, all excluded, features not finite.</exception>
    ValueTask<Decision> DecideAsync(DecisionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells what a decision earned, any time later; returns once it is in the experience log.</summary>
    /// <exception cref="PersonalizationException">The value is not finite or the event id empty.</exception>
    ValueTask<RewardResult> RewardAsync(RewardRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a deferred decision count.</summary>
    /// <returns>Whether an event of that id was waiting.</returns>
    ValueTask<bool> ActivateAsync(string eventId, string tenantId = "", CancellationToken cancellationToken = default);

    /// <summary>Adapts the host to a person: one value for each configured adaptation dimension.</summary>
    ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default);

    /// <summary>Tells how an adaptation was received.</summary>
    ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default);

    /// <summary>Predicts what the person does next; null when no predictor serves the domain.</summary>
    ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, CancellationToken cancellationToken = default);

    /// <summary>Tells what the person did, for predictors to learn from.</summary>
    ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default);

    /// <summary>Tells which features an action's probability hangs on, by leaving out one at a time. Nothing is decided, logged or learnt.</summary>
    /// <param name="request">What would be decided.</param>
    /// <param name="actionId">The action to explain; null for the most probable one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PersonalizationException">The request is unusable, or the action not among those that may be chosen.</exception>
    ValueTask<DecisionExplanation> ExplainAsync(DecisionRequest request, string? actionId = null, CancellationToken cancellationToken = default);

    /// <summary>How the loop is doing: rewards, agreement with the host, the shadow policy, the guardrail, features that changed.</summary>
    LoopStatistics GetStatistics();

    /// <summary>
    /// Removes what all loops keep of a person: their events in the log, their profile, their state in policies. What a shared model has
    /// learnt from them stays in its sums, which name nobody.
    /// </summary>
    /// <returns>How many events were removed.</returns>
    ValueTask<long> ForgetUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default);

    /// <summary>The events that the loops keep of a person, loop by loop, oldest first within each.</summary>
    IAsyncEnumerable<LoggedDecision> ExportUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default);
}
