namespace AiScholar.Rl.Personalization;

/// <summary>Turns what was logged into what the host gets.</summary>
internal static class DecisionResults
{
    public static Decision Of(DecisionRequest request, LoggedDecision logged, LoggedSlot[] slots, long modelVersion, List<ResultIssue> issues)
    {
        RankedAction[] ranking = Rank(request, logged);
        return new Decision
        {
            EventId = logged.EventId,
            LoopName = logged.LoopName,
            ChosenActionId = ranking[0].ActionId,
            Propensity = ranking[0].Propensity,
            Ranking = ranking,
            Slots = ToSlots(logged, slots),
            PolicyName = logged.PolicyName,
            ModelVersion = modelVersion,
            Timestamp = logged.Timestamp,
            IsDeferred = !logged.IsActive,
            Issues = issues.Count == 0 ? [] : issues,
        };
    }

    private static SlotDecision[] ToSlots(LoggedDecision logged, LoggedSlot[] slots)
    {
        var result = new SlotDecision[slots.Length];
        for (int slot = 0; slot < slots.Length; slot++)
            result[slot] = new SlotDecision { Slot = slot, ActionId = logged.Actions[slots[slot].ActionIndex].Id, Propensity = slots[slot].Propensity };
        return result;
    }

    /// <summary>The chosen action first, the others by propensity. What is excluded is ranked too, with propensity 0; the log holds only what could be chosen.</summary>
    private static RankedAction[] Rank(DecisionRequest request, LoggedDecision logged)
    {
        var ranking = new RankedAction[request.Actions.Count];
        int chosenIndex = 0;
        for (int i = 0, next = 0; i < ranking.Length; i++)
        {
            bool isAllowed = next < logged.Actions.Count && ReferenceEquals(request.Actions[i], logged.Actions[next]);
            if (isAllowed && next == logged.ChosenIndex)
                chosenIndex = i;
            ranking[i] = new RankedAction { ActionId = request.Actions[i].Id, Propensity = isAllowed ? logged.Propensities[next++] : 0 };
        }

        RankedAction chosen = ranking[chosenIndex];
        ranking.AsSpan(0, chosenIndex).CopyTo(ranking.AsSpan(1));
        ranking[0] = chosen;
        ranking.AsSpan(1).Sort(static (left, right) => right.Propensity.CompareTo(left.Propensity) is var order and not 0 ? order : string.CompareOrdinal(left.ActionId, right.ActionId));
        return ranking;
    }
}
