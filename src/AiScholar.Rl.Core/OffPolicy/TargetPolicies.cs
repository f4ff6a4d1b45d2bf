namespace AiScholar.Rl.Core;

/// <summary>Policies to evaluate on a log.</summary>
public static class TargetPolicies
{
    /// <summary>Every action alike.</summary>
    public static TargetPolicy Uniform { get; } = static (_, probabilities) => probabilities.Fill(1.0 / probabilities.Length);

    /// <summary>The policy that wrote the log.</summary>
    public static TargetPolicy Logged { get; } = static (decision, probabilities) =>
    {
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] = decision.Propensities[action];
    };

    /// <summary>Always one action; every action alike where it is not offered.</summary>
    public static TargetPolicy Always(string actionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        return (decision, probabilities) =>
        {
            int index = 0;
            while (index < decision.Actions.Count && decision.Actions[index].Id != actionId)
                index++;
            if (index == decision.Actions.Count)
            {
                Uniform(decision, probabilities);
                return;
            }

            probabilities.Clear();
            probabilities[index] = 1;
        };
    }

    /// <summary>The host's baseline action; what the log did where an event names none, or one that was not offered.</summary>
    public static TargetPolicy Baseline { get; } = static (decision, probabilities) =>
    {
        for (int action = 0; action < probabilities.Length && decision.BaselineActionId is not null; action++)
        {
            if (decision.Actions[action].Id != decision.BaselineActionId)
                continue;
            probabilities.Clear();
            probabilities[action] = 1;
            return;
        }

        Logged(decision, probabilities);
    };

    /// <summary>A policy as it is now, learning nothing meanwhile.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="encoder">The encoder of the contexts it learnt from.</param>
    /// <param name="actionEncoder">The encoder of the actions' features it learnt from; null when actions carry none, or to leave them out.</param>
    public static TargetPolicy Of(IDecisionPolicy policy, FeatureEncoder encoder, FeatureEncoder? actionEncoder = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(encoder);
        return (decision, probabilities) =>
        {
            PolicyAction[] actions = [.. decision.Actions.Select(action => new PolicyAction(action.Id, actionEncoder is not null && action.Features.Count > 0 ? actionEncoder.Encode(action.Features) : default, action.Features))];
            policy.GetProbabilities(new PolicyInput(encoder.Encode(decision.Context), actions, decision.Context, decision.UserKey), probabilities);
        };
    }
}
