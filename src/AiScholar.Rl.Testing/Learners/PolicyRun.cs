using AiScholar.Rl.Core;

namespace AiScholar.Rl.Testing;

/// <summary>A bare policy: features are encoded as a loop does, an event is learnt from once its whole reward is there; one that is told none teaches nothing.</summary>
internal sealed class PolicyRun(string name, IDecisionPolicy policy, int seed) : LearnerRun
{
    private readonly FeatureEncoder _contexts = new();
    private readonly FeatureEncoder _actions = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Event> _events = new(StringComparer.Ordinal);
    private long _count;

    public override async ValueTask<LearnerChoice> ChooseAsync(EnvironmentStep step, CancellationToken cancellationToken)
    {
        if (policy is IUserDecisionPolicy users && step.UserId is { } user)
            await users.PrepareUserAsync(user, cancellationToken).ConfigureAwait(false);
        PolicyAction[] actions = [.. step.Actions.Select(action => new PolicyAction(action.Id, action.Features.Count == 0 ? default : _actions.EncodeNext(action.Features), action.Features))];
        var input = new PolicyInput(_contexts.EncodeNext(step.Context), actions, step.Context, step.UserId);
        double[] propensities = new double[actions.Length];
        policy.GetProbabilities(input, propensities);
        Distribution.Check(propensities, name);
        (int[] chosen, double[] slotPropensities) = SlotDraws.Draw(propensities, step.PositionWeights.Count, _random);
        string id = FormattableString.Invariant($"{_count++}");
        if (step.Arrivals.Count > 0)
            _events.Add(id, new Event(input, chosen, slotPropensities, new double[chosen.Length]));
        return new LearnerChoice(id, chosen, propensities);
    }

    public override ValueTask RewardAsync(string eventId, int? slot, double value, bool isLast, CancellationToken cancellationToken)
    {
        Event happened = _events[eventId];
        int index = slot ?? 0;
        happened.Rewards[index] += value;
        if (isLast)
            Learn(happened, index);
        if (isLast && index == happened.Chosen.Length - 1)
            _events.Remove(eventId);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (policy is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        else
            (policy as IDisposable)?.Dispose();
    }

    /// <summary>A slot is learnt from as a choice among what the slots before had left.</summary>
    private void Learn(Event happened, int slot)
    {
        PolicyInput input = happened.Input;
        int chosen = happened.Chosen[slot];
        if (slot > 0)
        {
            ReadOnlySpan<PolicyAction> all = input.Actions.Span;
            int[] taken = happened.Chosen[..slot];
            var left = new List<PolicyAction>();
            for (int i = 0; i < all.Length; i++)
            {
                if (!taken.Contains(i))
                    left.Add(all[i]);
            }

            chosen -= taken.Count(index => index < chosen);
            input = new PolicyInput(input.Context, left.ToArray(), input.RawContext, input.UserKey);
        }

        policy.Learn(input, chosen, happened.Rewards[slot], happened.Propensities[slot]);
    }

    private sealed class Event(PolicyInput input, int[] chosen, double[] propensities, double[] rewards)
    {
        public PolicyInput Input { get; } = input;

        public int[] Chosen { get; } = chosen;

        public double[] Propensities { get; } = propensities;

        public double[] Rewards { get; } = rewards;
    }
}
