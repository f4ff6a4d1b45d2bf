using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>What a loop does through its adaptation algorithm and its predictors.</summary>
internal static class LoopExtensions
{
    public static async ValueTask<AdaptationResult> AdaptAsync(PersonalizationServices services, string loopName, UserProfile profile, UserContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(profile.UserId);
        ExtensionHandle<IAdaptationAlgorithm> algorithm = Algorithm(services, loopName);
        long start = services.Time.GetTimestamp();
        ExtensionOutcome<AdaptationResult> outcome = await algorithm.InvokeAsync(
            nameof(IAdaptationAlgorithm.AdaptAsync),
            async (instance, token) => Check(await instance.AdaptAsync(profile, context, token).ConfigureAwait(false), algorithm.Name),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return outcome.Succeeded
            ? outcome.Value!
            : new AdaptationResult { Adaptations = [], Confidence = 0, AlgorithmUsed = algorithm.Name, ExecutionTime = services.Time.GetElapsedTime(start), Issues = [outcome.Issue] };
    }

    public static async ValueTask LearnAsync(PersonalizationServices services, string loopName, Feedback feedback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        if (feedback.Reward is not (>= 0 and <= 1))
            throw DecisionRequestRules.Invalid($"The reward of feedback is {feedback.Reward}; it must be from 0 to 1.");
        ExtensionOutcome<bool> outcome = await Algorithm(services, loopName).InvokeAsync(
            nameof(IAdaptationAlgorithm.LearnAsync),
            async (instance, token) =>
            {
                await instance.LearnAsync(feedback, token).ConfigureAwait(false);
                return true;
            }, cancellationToken: cancellationToken).ConfigureAwait(false);
        outcome.GetValueOrThrow();
    }

    /// <summary>The first predictor that answers: those of the domain first, then by priority.</summary>
    public static async ValueTask<PredictedAction?> PredictAsync(PersonalizationServices services, string loopName, UserContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<ResultIssue> issues = [];
        foreach (ExtensionHandle<IBehaviorPredictor> predictor in services.Predictors.GetAll(loopName, context.ResearchDomain))
        {
            ExtensionOutcome<PredictedAction?> outcome = await predictor.InvokeAsync(
                nameof(IBehaviorPredictor.PredictNextActionAsync),
                async (instance, token) => Check(await instance.PredictNextActionAsync(context, cancellationToken: token).ConfigureAwait(false), predictor.Name),
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
                issues.Add(outcome.Issue);
            else if (outcome.Value is { } prediction)
                return issues.Count == 0 ? prediction : prediction with { Issues = [.. issues, .. prediction.Issues] };
        }

        return null;
    }

    public static async ValueTask ObserveAsync(PersonalizationServices services, string loopName, UserContext context, UserAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        foreach (ExtensionHandle<IBehaviorPredictor> predictor in services.Predictors.GetAll(loopName, context.ResearchDomain))
        {
            await predictor.InvokeAsync(
                nameof(IBehaviorPredictor.ObserveAsync),
                async (instance, token) =>
                {
                    await instance.ObserveAsync(context, action, token).ConfigureAwait(false);
                    return true;
                }, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static ExtensionHandle<IAdaptationAlgorithm> Algorithm(PersonalizationServices services, string loopName) =>
        services.Algorithms.GetAll(loopName).FirstOrDefault()
        ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, $"Loop '{loopName}' has no enabled adaptation algorithm: call AddDefaults() or UseAdaptation<T>() in AddPersonalization(\"{loopName}\", …).");

    private static AdaptationResult Check(AdaptationResult? result, string name) =>
        result is { Adaptations: not null, Confidence: >= 0 and <= 1 } && result.Adaptations.All(adaptation => adaptation is { Confidence: >= 0 and <= 1 })
            ? result
            : throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, name, $"Adaptation algorithm '{name}' returned no result, or a confidence outside 0 to 1.");

    private static PredictedAction? Check(PredictedAction? prediction, string name) =>
        prediction is null or { Confidence: >= 0 and <= 1 }
            ? prediction
            : throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, name, $"Predictor '{name}' returned a confidence of {prediction.Confidence}; it must be from 0 to 1.");
}
