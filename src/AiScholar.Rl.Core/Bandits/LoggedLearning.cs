namespace AiScholar.Rl.Core;

/// <summary>Teaches a policy from a log, so that it starts warm.</summary>
public static class LoggedLearning
{
    /// <summary>Lets the policy learn every active decision that has a reward, in the order given. The encoders observe the rows as a loop's do.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="log">The decisions; those of a slate count for their first slot.</param>
    /// <param name="encoder">Encodes contexts; decide with the same afterwards.</param>
    /// <param name="actionEncoder">Encodes the features of actions; null leaves them out.</param>
    /// <returns>How many were learnt.</returns>
    /// <exception cref="PersonalizationException">A feature is unusable.</exception>
    public static int LearnFrom(this IDecisionPolicy policy, IEnumerable<LoggedDecision> log, FeatureEncoder encoder, FeatureEncoder? actionEncoder = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(encoder);
        int learnt = 0;
        foreach (LoggedDecision decision in log)
        {
            if (!decision.IsActive || decision.Reward is not { } reward || (uint)decision.ChosenIndex >= (uint)decision.Propensities.Count)
                continue;
            PolicyAction[] actions = [.. decision.Actions.Select(action => new PolicyAction(
                action.Id, actionEncoder is null || action.Features.Count == 0 ? default : actionEncoder.EncodeNext(action.Features), action.Features))];
            var input = new PolicyInput(encoder.EncodeNext(decision.Context), actions, decision.Context, decision.UserKey);
            policy.Learn(input, decision.ChosenIndex, reward, decision.Propensities[decision.ChosenIndex]);
            learnt++;
        }

        return learnt;
    }
}
