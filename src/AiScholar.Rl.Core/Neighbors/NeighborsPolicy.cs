namespace AiScholar.Rl.Core;

/// <summary>Nearest neighbours: an action's expected reward is the mean of its rewards in the most similar contexts remembered.</summary>
/// <remarks>
/// <para>Source: Reeve, Mellor, Brown, "The k-nearest neighbour UCB algorithm for multi-armed bandits with covariates", ALT 2018, Algorithm 1. Over the k
/// nearest rewards of action a, at distances up to r_k, after t rewards:</para>
/// <para>bound(a) = mean_k + alpha sqrt(log(t + 1) / k) + L r_k, with the k that makes the last two smallest.</para>
/// <para>An action never tried has the highest bound. With inverse gaps (<see cref="InverseGap"/>) the means alone count. Distances are Euclidean over the encoded features, which the loop scales.</para>
/// </remarks>
internal sealed class NeighborsPolicy(NeighborsOptions options) : IDecisionPolicy, IDisposable
{
    public const string Kind = NeighborsBuilderExtensions.NeighborsName;
    private const int Version = 1;

    [ThreadStatic]
    private static float[]? _scratch;

    private readonly GuardedState<State> _guarded = new(Kind, Version, new State());

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => _guarded.Value.Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, options.MaxFeatures, "NeighborsOptions.MaxFeatures");
        PolicyArguments.Check(actions);
        long learnt;
        _guarded.Gate.EnterReadLock();
        try
        {
            learnt = _guarded.Value.Count;
            for (int i = 0; i < actions.Length; i++)
                probabilities[i] = Score(_guarded.Value.Actions.GetValueOrDefault(actions[i].Id), context, learnt);
        }
        finally
        {
            _guarded.Gate.ExitReadLock();
        }

        if (options.Exploration == ExplorationRule.InverseGap)
            InverseGap.Apply(probabilities, options.GammaScale * Math.Sqrt(learnt + 1));
        else
            ActionDistribution.Greedy(probabilities, options.Epsilon, probabilities);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        if (!float.IsFinite((float)reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must fit a single-precision number.");
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, options.MaxFeatures, "NeighborsOptions.MaxFeatures");
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
        _guarded.Gate.EnterWriteLock();
        try
        {
            _guarded.Value.Count++;
            if (!_guarded.Value.Actions.TryGetValue(actions[actionIndex].Id, out NeighborMemory? memory))
            {
                if (_guarded.Value.Actions.Count >= options.MaxActions)
                    return;
                _guarded.Value.Actions.Add(actions[actionIndex].Id, memory = new NeighborMemory(options.MemoryPerAction));
            }

            memory.Add(context, (float)reward);
        }
        finally
        {
            _guarded.Gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
        _guarded.SaveAsync(destination, Write, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) =>
        _guarded.LoadAsync(source, Read, cancellationToken);

    public void Dispose() => _guarded.Dispose();

    private double Score(NeighborMemory? memory, ReadOnlySpan<float> context, long learnt)
    {
        bool isOptimistic = options.Exploration == ExplorationRule.Optimistic;
        if (memory is null)
            return isOptimistic ? double.MaxValue / 4 : 0;
        int most = options.MaxNeighbors;
        if (_scratch is null || _scratch.Length < 2 * most)
            _scratch = new float[2 * most];
        Span<float> distances = _scratch.AsSpan(0, most), rewards = _scratch.AsSpan(most, most);
        int found = memory.FindNearest(context, distances, rewards);
        double log = Math.Sqrt(Math.Log(learnt + 1)) * options.Alpha;
        double least = double.PositiveInfinity, score = 0, sum = 0;
        for (int k = 1; k <= found; k++)
        {
            sum += rewards[k - 1];
            double width = (log / Math.Sqrt(k)) + (options.DistanceWeight * Math.Sqrt(distances[k - 1]));
            if (width <= least)
                (least, score) = (width, (sum / k) + (isOptimistic ? width : 0));
        }

        return score;
    }

    private static void Write(BinaryWriter writer, State state)
    {
        writer.Write(state.Count);
        writer.Write(state.Actions.Count);
        foreach ((string id, NeighborMemory memory) in state.Actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(id);
            writer.Write(memory.Width);
            writer.Write(memory.Count);
            for (int i = 0; i < memory.Count; i++)
            {
                foreach (float value in memory.Context(i))
                    writer.Write(value);
                writer.Write(memory.Reward(i));
            }
        }
    }

    private State Read(BinaryReader reader)
    {
        var state = new State { Count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards") };
        int actions = PolicyPayload.Count(reader.ReadInt32(), options.MaxActions, "actions (NeighborsOptions.MaxActions)");
        for (int i = 0; i < actions; i++)
        {
            string id = reader.ReadString();
            int width = PolicyPayload.Count(reader.ReadInt32(), options.MaxFeatures, "features (NeighborsOptions.MaxFeatures)");
            int count = PolicyPayload.Count(reader.ReadInt32(), int.MaxValue, "rewards");
            var memory = new NeighborMemory(options.MemoryPerAction);
            for (int row = 0; row < count; row++)
                memory.Add(PolicyPayload.Floats(reader, width), PolicyPayload.Floats(reader, 1)[0]);
            state.Actions.Add(id, memory);
        }

        return state;
    }

    private sealed class State
    {
        public Dictionary<string, NeighborMemory> Actions { get; } = new(StringComparer.Ordinal);

        public long Count { get; set; }
    }
}
