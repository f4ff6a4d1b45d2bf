namespace AiScholar.Rl.Personalization;

/// <summary>Teaches a loop's policies what events earned: single actions, and each slot of a slate among the actions left to it.</summary>
internal sealed class DecisionLearner(LoopEncoders encoders, PolicyRunner policy, ShadowPolicy? shadow, ModelCheckpoint checkpoint)
{
    public Guardrail Guardrail { get; } = new();

    public DecisionTraces Traces { get; } = new();

    public LoopCounters Counters { get; } = new();

    public RecentInputs Recent { get; } = new();

    /// <summary>Learns one reward of an event: of a slot, or of the event as a whole, which then every slot is credited with.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async ValueTask<ResultIssue?> LearnAsync(LoggedDecision decision, int? slot, double reward, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        if (decision.Slots.Count == 0)
            return await LearnActionAsync(decision, -1, reward, options, cancellationToken).ConfigureAwait(false);
        if (slot is { } named)
            return await LearnActionAsync(decision, named, reward, options, cancellationToken).ConfigureAwait(false);
        ResultIssue? issue = null;
        for (int i = 0; i < decision.Slots.Count; i++)
            issue = await LearnActionAsync(decision, i, reward, options, cancellationToken).ConfigureAwait(false) ?? issue;
        return issue;
    }

    /// <summary>Learns all that an event earned once its window has closed. What got no reward earned the default, if there is one.</summary>
    public async ValueTask LearnClosedAsync(LoggedDecision decision, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        if (decision.Slots.Count == 0)
        {
            if ((decision.Reward ?? options.DefaultReward) is { } reward)
                await LearnActionAsync(decision, -1, reward, options, cancellationToken).ConfigureAwait(false);
            return;
        }

        double whole = (decision.Reward ?? 0) - decision.Slots.Sum(slot => slot.Reward ?? 0);
        for (int i = 0; i < decision.Slots.Count; i++)
        {
            double? own = decision.Slots[i].Reward;
            double? earned = own is not null || Math.Abs(whole) > 1e-12 ? (own ?? 0) + whole : options.DefaultReward;
            if (earned is { } reward)
                await LearnActionAsync(decision, i, reward, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ResultIssue?> LearnActionAsync(LoggedDecision decision, int slot, double reward, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        PolicyInput input;
        int index;
        double propensity;
        if (slot < 0)
        {
            (index, propensity) = (decision.ChosenIndex, decision.Propensities[decision.ChosenIndex]);
            if (!Recent.TryTake(decision, out input))
                input = encoders.Encode(decision);
        }
        else
        {
            int[] before = [.. decision.Slots.Take(slot).Select(earlier => earlier.ActionIndex)];
            int placed = decision.Slots[slot].ActionIndex;
            (index, propensity) = (placed - before.Count(earlier => earlier < placed), decision.Slots[slot].Propensity);
            input = encoders.Encode(decision, before);
        }

        ResultIssue? issue = await policy.LearnAsync(input, index, reward, propensity, cancellationToken).ConfigureAwait(false);
        if (shadow is not null)
            await shadow.Runner.LearnAsync(input, index, reward, propensity, cancellationToken).ConfigureAwait(false);
        if (slot <= 0)
            await CountAsync(decision, reward, options, cancellationToken).ConfigureAwait(false);
        return issue;
    }

    private async ValueTask CountAsync(LoggedDecision decision, double reward, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        Counters.OnLearned(reward);
        if ((shadow is null && !Guardrail.IsSet(options)) || !Traces.TryTake(decision.TenantId, decision.EventId, out DecisionTrace trace))
            return;
        double propensity = decision.Propensities[decision.ChosenIndex];
        shadow?.OnReward(reward, trace.ShadowProbability, propensity);
        if (decision.BaselineActionId is not { } baseline || !decision.Actions.Any(action => action.Id == baseline))
            return;
        switch (Guardrail.OnReward(reward, decision.Actions[decision.ChosenIndex].Id == baseline, propensity, trace.PolicyProbability, options))
        {
            case GuardrailVerdict.Checkpoint:
                await checkpoint.SaveAsync(cancellationToken).ConfigureAwait(false);
                break;
            case GuardrailVerdict.RollBack:
                await checkpoint.RestoreAsync(cancellationToken).ConfigureAwait(false);
                break;
        }
    }
}
