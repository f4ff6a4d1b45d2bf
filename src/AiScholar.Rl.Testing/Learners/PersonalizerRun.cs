namespace AiScholar.Rl.Testing;

/// <summary>A loop through its public API, as a host calls it.</summary>
internal sealed class PersonalizerRun(string name, IPersonalizer personalizer, IAsyncDisposable? owner) : LearnerRun
{
    public override async ValueTask<LearnerChoice> ChooseAsync(EnvironmentStep step, CancellationToken cancellationToken)
    {
        Decision decision = await personalizer.DecideAsync(
            new DecisionRequest
            {
                UserId = step.UserId,
                Context = step.Context,
                Actions = step.Actions,
                BaselineActionId = step.BaselineActionId,
                SlotCount = step.PositionWeights.Count,
            }, cancellationToken).ConfigureAwait(false);
        var indices = new Dictionary<string, int>(step.Actions.Count, StringComparer.Ordinal);
        for (int i = 0; i < step.Actions.Count; i++)
            indices.Add(step.Actions[i].Id, i);
        double[] propensities = new double[step.Actions.Count];
        foreach (RankedAction ranked in decision.Ranking)
            propensities[indices[ranked.ActionId]] = ranked.Propensity;
        Distribution.Check(propensities, name);
        int[] chosen = decision.Slots.Count > 0 ? [.. decision.Slots.Select(slot => indices[slot.ActionId])] : [indices[decision.ChosenActionId]];
        return new LearnerChoice(decision.EventId, chosen, propensities, decision.Issues.Count);
    }

    public override async ValueTask RewardAsync(string eventId, int? slot, double value, bool isLast, CancellationToken cancellationToken) =>
        await personalizer.RewardAsync(new RewardRequest { EventId = eventId, Slot = slot, Value = value }, cancellationToken).ConfigureAwait(false);

    public override ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
