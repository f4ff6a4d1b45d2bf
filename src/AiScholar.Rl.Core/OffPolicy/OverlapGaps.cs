namespace AiScholar.Rl.Core;

/// <summary>Finds the actions that the target plays where the log (nearly) never did.</summary>
internal static class OverlapGaps
{
    private const int Limit = 20;

    public static IReadOnlyList<OverlapGap> Of(OffPolicySample sample)
    {
        var gaps = new Dictionary<string, (double Share, int Logged)>(StringComparer.Ordinal);
        for (int i = 0; i < sample.Count; i++)
        {
            LoggedDecision decision = sample.Log[i];
            for (int action = 0; action < decision.Actions.Count; action++)
            {
                double target = sample.Distributions[i][action], logged = decision.Propensities[action];
                if (target <= 0 || (logged > 0 && logged >= sample.Options.MinimumOverlap))
                    continue;
                (double share, int count) = gaps.GetValueOrDefault(decision.Actions[action].Id);
                gaps[decision.Actions[action].Id] = (share + (target / sample.Count), count + (action == decision.ChosenIndex ? 1 : 0));
            }
        }

        return [.. gaps.OrderByDescending(gap => gap.Value.Share).ThenBy(gap => gap.Key, StringComparer.Ordinal).Take(Limit)
            .Select(gap => new OverlapGap { ActionId = gap.Key, TargetShare = gap.Value.Share, LoggedCount = gap.Value.Logged })];
    }
}
