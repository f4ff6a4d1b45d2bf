namespace AiScholar.Rl.Core;

/// <summary>Nearest neighbours: an action's expected reward is the mean of its rewards in the most similar contexts remembered.</summary>
/// <remarks>
/// <para>Source: Reeve, Mellor, Brown, "The k-nearest neighbour UCB algorithm for multi-armed bandits with covariates", ALT 2018, Algorithm 1. Over the k
/// nearest rewards of action a, at distances up to r_k, after t rewards:</para>
/// <para>bound(a) = mean_k + alpha sqrt(log(t + 1) / k) + L r_k, with the k that makes the last two smallest.</para>
/// <para>An action never tried has the highest bound. With inverse gaps (<see cref="InverseGap"/>) the means alone count. Distances are Euclidean over the encoded features, which the loop scales.</para>
/// </remarks>
internal sealed class NeighborsPolicy(NeighborsOptions options)
    : EstimatingPolicy<NeighborMemory, ActionEstimates<NeighborMemory>>(Kind, Version, new ActionEstimates<NeighborMemory>())
{
    public const string Kind = NeighborsBuilderExtensions.NeighborsName;
    private const int Version = 1;

    [ThreadStatic]
    private static float[]? _scratch;

    protected override (int Features, string Setting) Widest => (options.MaxFeatures, "NeighborsOptions.MaxFeatures");

    protected override void Spread(Span<double> scores, long learnt) => Spread(scores, options.Exploration, options.GammaScale * Math.Sqrt(learnt + 1), options.Epsilon);

    protected override void Learn(ActionEstimates<NeighborMemory> state, string id, ReadOnlySpan<float> context, double reward)
    {
        if (!state.Actions.TryGetValue(id, out NeighborMemory? memory))
        {
            if (state.Actions.Count >= options.MaxActions)
                return;
            state.Actions.Add(id, memory = new NeighborMemory(options.MemoryPerAction));
        }

        memory.Add(context, (float)reward);
    }

    protected override double Score(NeighborMemory? memory, ReadOnlySpan<float> context, long learnt)
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

    protected override void Write(BinaryWriter writer, ActionEstimates<NeighborMemory> state)
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

    protected override ActionEstimates<NeighborMemory> Read(BinaryReader reader)
    {
        var state = new ActionEstimates<NeighborMemory> { Count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards") };
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
}
