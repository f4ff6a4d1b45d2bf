namespace AiScholar.Rl.Core;

/// <summary>The best action to take always. Each half of the log (even and odd events) is judged with the action that is best on the other half, so that luck is not counted.</summary>
internal static class ConstantAction
{
    public static PolicyCandidate? Find(LoggedDecision[] log, OffPolicyOptions options)
    {
        string?[] best = [BestOf(log, 1, options), BestOf(log, 0, options)];
        if (best[0] is null || best[1] is null)
            return null;
        var half = new Dictionary<LoggedDecision, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < log.Length; i++)
            half[log[i]] = i % 2;
        TargetPolicy[] policies = [TargetPolicies.Always(best[0]!), TargetPolicies.Always(best[1]!)];
        string name = best[0] == best[1] ? $"always {best[0]}" : $"always {best[0]} or {best[1]}";
        return PolicyCandidate.Fixed(name, (decision, probabilities) => policies[half[decision]](decision, probabilities));
    }

    /// <summary>By self-normalised IPS, among the actions that enough decisions tell of; null when there is none.</summary>
    private static string? BestOf(LoggedDecision[] log, int half, OffPolicyOptions options)
    {
        var sums = new Dictionary<string, (double Weight, double Squares, double Reward)>(StringComparer.Ordinal);
        for (int i = half; i < log.Length; i += 2)
        {
            LoggedDecision decision = log[i];
            string id = decision.Actions[decision.ChosenIndex].Id;
            double weight = 1 / decision.Propensities[decision.ChosenIndex];
            (double sum, double squares, double reward) = sums.GetValueOrDefault(id);
            sums[id] = (sum + weight, squares + (weight * weight), reward + (weight * (decision.Reward ?? options.DefaultReward)));
        }

        return sums.Where(pair => pair.Value.Weight * pair.Value.Weight / pair.Value.Squares >= options.MinimumEffectiveSampleSize)
            .OrderByDescending(pair => pair.Value.Reward / pair.Value.Weight).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).FirstOrDefault();
    }
}
