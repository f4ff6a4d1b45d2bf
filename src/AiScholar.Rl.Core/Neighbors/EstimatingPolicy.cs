namespace AiScholar.Rl.Core;

/// <summary>The part that policies with a model of its own for each action share: they score every action in the context, and spread probability by the scores.</summary>
/// <param name="kind">The kind of the saved state.</param>
/// <param name="version">The format it is written with.</param>
/// <param name="state">What there is at first.</param>
internal abstract class EstimatingPolicy<TModel, TState>(string kind, int version, TState state) : IDecisionPolicy, IDisposable
    where TModel : class
    where TState : ActionEstimates<TModel>
{
    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Guarded.Value.Count;

    protected GuardedState<TState> Guarded { get; } = new(kind, version, state);

    /// <summary>The most features that a context may have, and the setting that says so.</summary>
    protected abstract (int Features, string Setting) Widest { get; }

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, Widest.Features, Widest.Setting);
        PolicyArguments.Check(actions);
        long learnt;
        Guarded.Gate.EnterReadLock();
        try
        {
            learnt = Guarded.Value.Count;
            for (int i = 0; i < actions.Length; i++)
                probabilities[i] = Score(Guarded.Value.Actions.GetValueOrDefault(actions[i].Id), context, learnt);
        }
        finally
        {
            Guarded.Gate.ExitReadLock();
        }

        Spread(probabilities, learnt);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        if (!float.IsFinite((float)reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must fit a single-precision number.");
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, Widest.Features, Widest.Setting);
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
        Guarded.Gate.EnterWriteLock();
        try
        {
            Learn(Guarded.Value, actions[actionIndex].Id, context, reward);
            Guarded.Value.Count++;
        }
        finally
        {
            Guarded.Gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => Guarded.SaveAsync(destination, Write, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => Guarded.LoadAsync(source, Read, cancellationToken);

    public void Dispose() => Guarded.Dispose();

    /// <summary>Probabilities from scores, in place.</summary>
    protected static void Spread(Span<double> scores, ExplorationRule rule, double gamma, double epsilon)
    {
        if (rule == ExplorationRule.InverseGap)
            InverseGap.Apply(scores, gamma);
        else
            ActionDistribution.Greedy(scores, epsilon, scores);
    }

    /// <summary>What an action may earn in the context; its model is null when it was never tried.</summary>
    protected abstract double Score(TModel? model, ReadOnlySpan<float> context, long learnt);

    protected abstract void Spread(Span<double> scores, long learnt);

    /// <summary>Teaches an action's model, making one where there is room.</summary>
    protected abstract void Learn(TState state, string id, ReadOnlySpan<float> context, double reward);

    protected abstract void Write(BinaryWriter writer, TState state);

    protected abstract TState Read(BinaryReader reader);
}
