using System.Runtime.CompilerServices;

namespace AiScholar.Rl.Core;

/// <summary>Takes foreign logs in: into an experience log, or straight into a policy.</summary>
public static class DecisionLogExtensions
{
    private const int ReportedLines = 100;

    /// <summary>Adds every decision to the store, and the rewards and activations that come later in the log. What cannot be added is counted, with its line and reason.</summary>
    /// <param name="store">The experience log.</param>
    /// <param name="entries">What a reader gives.</param>
    /// <param name="cancellationToken">Cancels; what was added stays.</param>
    public static async Task<DecisionLogSummary> ImportAsync(this IExperienceStore store, IAsyncEnumerable<DecisionLogEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(entries);
        long decisions = 0, joined = 0, lost = 0, activated = 0, bad = 0;
        var errors = new List<DecisionLogError>();
        (string LoopName, string TenantId) home = (PersonalizationLoop.DefaultName, "");
        await foreach (DecisionLogEntry entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string? error = entry.Error;
            try
            {
                if (entry.Decision is { } decision)
                {
                    await store.AppendDecisionAsync(decision, cancellationToken).ConfigureAwait(false);
                    home = (decision.LoopName, decision.TenantId);
                    decisions++;
                }
                else if (entry.Reward is { } reward)
                {
                    bool isKnown = (await store.AppendRewardAsync(reward, cancellationToken).ConfigureAwait(false)).Status != RewardStatus.EventUnknown;
                    (joined, lost) = isKnown ? (joined + 1, lost) : (joined, lost + 1);
                }
                else if (entry.ActivatedEventId is { } eventId)
                {
                    activated += await store.ActivateAsync(home.LoopName, home.TenantId, eventId, cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
                }
            }
            catch (AdvancedRlException exception)
            {
                error = exception.Message;
            }

            if (error is null)
                continue;
            bad++;
            if (errors.Count < ReportedLines)
                errors.Add(new DecisionLogError { LineNumber = entry.LineNumber, Reason = error });
        }

        return new DecisionLogSummary { DecisionCount = decisions, JoinedRewardCount = joined, LostRewardCount = lost, ActivatedCount = activated, BadLineCount = bad, BadLines = errors };
    }

    /// <summary>The decisions of a log alone, without the rewards that stand by themselves and without what could not be read.</summary>
    public static async IAsyncEnumerable<LoggedDecision> DecisionsAsync(this IAsyncEnumerable<DecisionLogEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await foreach (DecisionLogEntry entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Decision is { } decision)
                yield return decision;
        }
    }

    /// <summary>Teaches a policy from past decisions, in their order: a warm start. Each slot of a slate is learnt among the actions left to it, by its own reward and what was given to the slate as a whole. Decisions that are not active or got no reward are passed over.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="decisions">The decisions: of a foreign log, or of <see cref="IExperienceStore.ReadAsync"/>.</param>
    /// <param name="contexts">The encoder of the contexts; it learns what it sees.</param>
    /// <param name="actions">The encoder of the actions' features; it learns what it sees.</param>
    /// <param name="cancellationToken">Cancels; what was learnt stays.</param>
    /// <returns>How many decisions were learnt from.</returns>
    /// <exception cref="PersonalizationException">A decision is invalid; the message names the event. What came before it is learnt.</exception>
    public static async Task<long> LearnFromAsync(this IDecisionPolicy policy, IAsyncEnumerable<LoggedDecision> decisions, FeatureEncoder contexts, FeatureEncoder actions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(actions);
        long count = 0;
        await foreach (LoggedDecision decision in decisions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!decision.IsActive || decision.Reward is not { } reward)
                continue;
            LoggedDecisionRules.Check(decision);
            if (policy is IUserDecisionPolicy users && decision.UserKey is { } userKey)
                await users.PrepareUserAsync(userKey, cancellationToken).ConfigureAwait(false);
            PolicyAction[] encoded = [.. decision.Actions.Select(action => new PolicyAction(action.Id, action.Features.Count > 0 ? actions.EncodeNext(action.Features) : default, action.Features))];
            FeatureVector context = contexts.EncodeNext(decision.Context);
            if (decision.Slots.Count == 0)
                policy.Learn(new PolicyInput(context, encoded, decision.Context, decision.UserKey), decision.ChosenIndex, reward, decision.Propensities[decision.ChosenIndex]);
            else
                LearnSlots(policy, decision, reward, context, encoded);
            count++;
        }

        return count;
    }

    private static void LearnSlots(IDecisionPolicy policy, LoggedDecision decision, double reward, FeatureVector context, PolicyAction[] encoded)
    {
        double whole = reward - decision.Slots.Sum(slot => slot.Reward ?? 0);
        var left = new List<PolicyAction>(encoded);
        foreach (LoggedSlot slot in decision.Slots)
        {
            int index = slot.ActionIndex >= 0 && slot.ActionIndex < encoded.Length ? left.IndexOf(encoded[slot.ActionIndex]) : -1;
            if (index < 0 || !(slot.Propensity is > 0 and <= 1))
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"A slot of event '{decision.EventId}' has an action that is not one of those left, or a propensity that is not above 0 to 1.");
            policy.Learn(new PolicyInput(context, left.ToArray(), decision.Context, decision.UserKey), index, (slot.Reward ?? 0) + whole, slot.Propensity);
            left.RemoveAt(index);
        }
    }
}
