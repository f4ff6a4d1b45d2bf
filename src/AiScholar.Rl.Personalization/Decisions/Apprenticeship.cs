namespace AiScholar.Rl.Personalization;

/// <summary>Learns from the host's own choices and counts how often the policy would have made them.</summary>
/// <remarks>The policy is taught 1 for the host's action, and 0 for the action it would itself have drawn when that is another.</remarks>
internal sealed class Apprenticeship(PolicyRunner policy, LoopEncoders encoders, DecisionSampler sampler)
{
    public ApprenticeTracker Tracker { get; } = new();

    /// <summary>Compares and, when told so, imitates a decision whose distribution is known.</summary>
    public async ValueTask OnDecisionAsync(PolicyInput input, double[] distribution, int hostIndex, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        Tracker.Add(ApprenticeTracker.ShareOfTop(distribution, hostIndex));
        if (options.ApprenticeLearning != ApprenticeLearning.Imitation)
            return;
        await policy.LearnAsync(input, hostIndex, 1, 1, cancellationToken).ConfigureAwait(false);
        int own = sampler.Draw(distribution);
        if (own != hostIndex)
            await policy.LearnAsync(input, own, 0, distribution[own], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for a decision whose activation was deferred.</summary>
    public async ValueTask OnActivatedAsync(LoggedDecision decision, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        PolicyInput input = encoders.Encode(decision);
        double[] distribution = new double[decision.Actions.Count];
        await policy.FillAsync(input, distribution, [], cancellationToken).ConfigureAwait(false);
        await OnDecisionAsync(input, distribution, decision.ChosenIndex, options, cancellationToken).ConfigureAwait(false);
    }
}
