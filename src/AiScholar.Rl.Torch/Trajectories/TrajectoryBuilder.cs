using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>Builds trajectories from logged decisions: those of a user in the order of time, cut where they paused. Not safe for concurrent use.</summary>
/// <param name="encoder">Encodes the contexts; it observes them, so that the same encoder serves the policy afterwards.</param>
/// <param name="sessionGap">A pause of this length or more begins a new trajectory; null to keep all decisions of a user together.</param>
/// <param name="defaultReward">Reward of a decision that never got one.</param>
public sealed class TrajectoryBuilder(FeatureEncoder encoder, TimeSpan? sessionGap = null, double defaultReward = 0)
{
    private readonly List<LoggedDecision> _decisions = [];

    /// <summary>Adds a decision; those that are not active or belong to nobody are left out.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Add(LoggedDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!decision.IsActive || decision.UserKey is null)
            return false;
        var actions = decision.Actions.Count;
        if (decision.ChosenIndex < 0 || decision.ChosenIndex >= actions || decision.Propensities.Count != actions || !(decision.Propensities[decision.ChosenIndex] is > 0 and <= 1) || !double.IsFinite(decision.Reward ?? 0))
            throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"Event '{decision.EventId}' cannot be a step: it needs a propensity above 0 for the chosen one of its {actions} actions, and a finite reward.");
        _decisions.Add(decision);
        return true;
    }

    /// <summary>Adds all that a store holds of a loop.</summary>
    public async Task AddAsync(IExperienceStore store, ExperienceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach (var decision in store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
            Add(decision);
    }

    /// <summary>The trajectories of what was added.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public TrajectorySet Build()
    {
        if (_decisions.Count == 0)
            throw new InvalidOperationException("No active decision of a user was added; there is no trajectory.");
        LoggedDecision[] ordered = [.. _decisions.OrderBy(decision => decision.Timestamp)];
        var actions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var decision in ordered)
        {
            foreach (var action in decision.Actions)
                actions.TryAdd(action.Id, actions.Count);
        }

        var encoded = new Dictionary<LoggedDecision, FeatureVector>(ReferenceEqualityComparer.Instance);
        foreach (var decision in ordered)
            encoded.TryAdd(decision, encoder.EncodeNext(decision.Context));
        var width = Math.Max(1, encoder.Dimension);
        return new TrajectorySet
        {
            ActionIds = [.. actions.Keys],
            StateWidth = width,
            Trajectories = [.. ordered.GroupBy(decision => (decision.TenantId, decision.UserKey)).SelectMany(user => Cut([.. user]).Select((session, i) => new Trajectory
            {
                Id = $"{user.Key.TenantId}/{user.Key.UserKey}/{i}",
                Steps = [.. session.Select(decision => new TrajectoryStep
                {
                    State = Dense(encoded[decision], width),
                    Action = actions[decision.Actions[decision.ChosenIndex].Id],
                    Reward = decision.Reward ?? defaultReward,
                    Propensity = decision.Propensities[decision.ChosenIndex],
                    Available = [.. decision.Actions.Select(action => actions[action.Id])],
                })],
            }))],
        };
    }

    private IEnumerable<List<LoggedDecision>> Cut(LoggedDecision[] decisions)
    {
        List<LoggedDecision> session = [decisions[0]];
        foreach (var decision in decisions.Skip(1))
        {
            if (sessionGap is { } gap && decision.Timestamp - session[^1].Timestamp >= gap)
            {
                yield return session;
                session = [];
            }

            session.Add(decision);
        }

        yield return session;
    }

    private static float[] Dense(FeatureVector vector, int width)
    {
        var dense = new float[width];
        NeuralContexts.ToArray(vector, width).CopyTo(dense, 0);
        return dense;
    }
}
