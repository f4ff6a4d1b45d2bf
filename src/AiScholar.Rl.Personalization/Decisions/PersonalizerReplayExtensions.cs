using AiScholar.Rl.Core;
using AiScholar.Rl.Personalization;

namespace AiScholar.Rl;

/// <summary>Teaches a loop from past decisions.</summary>
public static class PersonalizerReplayExtensions
{
    /// <summary>Teaches the loop's policy from past decisions, in their order: a warm start. Nothing is added to the experience log; decisions that are not active or got no reward are passed over.</summary>
    /// <param name="personalizer">A loop of this SDK.</param>
    /// <param name="decisions">The decisions: of a foreign log, or of <see cref="IExperienceStore.ReadAsync"/>.</param>
    /// <param name="cancellationToken">Cancels; what was learnt stays.</param>
    /// <returns>How many decisions were learnt from.</returns>
    /// <exception cref="ArgumentException">The personalizer is not one of this SDK.</exception>
    /// <exception cref="PersonalizationException">A decision is invalid; the message names the event. What came before it is learnt.</exception>
    public static async Task<long> ReplayAsync(this IPersonalizer personalizer, IAsyncEnumerable<LoggedDecision> decisions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(personalizer);
        Personalizer loop = personalizer as Personalizer ?? throw new ArgumentException("Only a loop of this SDK can replay a log.", nameof(personalizer));
        IDecisionPolicy policy = await loop.Policy.GetAsync(cancellationToken).ConfigureAwait(false);
        long count = await policy.LearnFromAsync(decisions, loop.Encoders.Contexts, loop.Encoders.Actions, cancellationToken).ConfigureAwait(false);
        loop.Policy.RestoreVersion(loop.Policy.Version + count);
        return count;
    }
}
