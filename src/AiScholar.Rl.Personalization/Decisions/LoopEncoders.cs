using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>A loop's encoders: what its policies see of a context and of actions. Safe to call from many threads.</summary>
internal sealed class LoopEncoders(FeatureEncoderOptions options)
{
    public FeatureEncoder Contexts { get; } = new(options);

    public FeatureEncoder Actions { get; } = new(options);

    /// <summary>The latest actions without features. Never written to, so that decisions about the same ones share it.</summary>
    private PolicyAction[] _plain = [];

    /// <summary>Encodes the next decision of the stream; new names get positions and numbers count for the scaling.</summary>
    public PolicyInput EncodeNext(FeatureSet context, DecisionAction[] actions, string? userKey, List<ResultIssue> issues)
    {
        FeatureVector encoded = Contexts.EncodeNext(context, issues);
        if (FindPlain(actions) is { } known)
            return new PolicyInput(encoded, known, context, userKey);
        bool isPlain = true;
        var policyActions = new PolicyAction[actions.Length];
        for (int i = 0; i < actions.Length; i++)
        {
            FeatureSet features = actions[i].Features;
            isPlain &= features.Count == 0;
            policyActions[i] = new PolicyAction(actions[i].Id, features.Count == 0 ? default : Actions.EncodeNext(features, issues), features);
        }

        if (isPlain)
            Volatile.Write(ref _plain, policyActions);
        return new PolicyInput(encoded, policyActions, context, userKey);
    }

    /// <summary>Encodes a decision that is not made; nothing is observed.</summary>
    public PolicyInput Encode(FeatureSet context, DecisionAction[] actions, string? userKey) =>
        new(Contexts.Encode(context), Array.ConvertAll(actions, action => new PolicyAction(action.Id, action.Features.Count == 0 ? default : Actions.Encode(action.Features), action.Features)), context, userKey);

    /// <summary>Encodes a logged decision with what is known now; without the actions of <paramref name="without"/>.</summary>
    public PolicyInput Encode(LoggedDecision decision, ReadOnlySpan<int> without = default)
    {
        var policyActions = new PolicyAction[decision.Actions.Count - without.Length];
        for (int i = 0, next = 0; i < decision.Actions.Count; i++)
        {
            if (without.Contains(i))
                continue;
            DecisionAction action = decision.Actions[i];
            policyActions[next++] = new PolicyAction(action.Id, action.Features.Count == 0 ? default : Actions.Encode(action.Features), action.Features);
        }

        return new PolicyInput(Contexts.Encode(decision.Context), policyActions, decision.Context, decision.UserKey);
    }

    private PolicyAction[]? FindPlain(DecisionAction[] actions)
    {
        PolicyAction[] known = Volatile.Read(ref _plain);
        if (known.Length != actions.Length)
            return null;
        for (int i = 0; i < actions.Length; i++)
        {
            if (actions[i].Features.Count > 0 || actions[i].Id != known[i].Id)
                return null;
        }

        return known;
    }
}
