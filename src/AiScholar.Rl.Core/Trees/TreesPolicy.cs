namespace AiScholar.Rl.Core;

/// <summary>An online forest for each action: the expected reward is the mean over trees of the leaf that the context falls into.</summary>
/// <remarks>
/// <para>Source: Féraud, Allesiardo, Urvoy, Clérot, "Random forest for the contextual bandit problem", AISTATS 2016; a tree is taught a reward Poisson(1) times (Oza
/// and Russell 2001). With n_b rewards and mean m_b in the leaf of tree b of B, after t rewards:</para>
/// <para>bound(a) = mean over b of m_b + alpha sqrt(log(t + 1) / (n_b + 1)).</para>
/// <para>An action never tried has the highest bound. With inverse gaps (<see cref="InverseGap"/>) the means alone count.</para>
/// </remarks>
internal sealed class TreesPolicy(TreesOptions options)
    : EstimatingPolicy<RewardTree[], TreesPolicy.State>(Kind, Version, new State(options.Seed))
{
    public const string Kind = TreesBuilderExtensions.TreesName;
    private const int Version = 1;

    protected override (int Features, string Setting) Widest => (options.MaxFeatures, "TreesOptions.MaxFeatures");

    protected override void Spread(Span<double> scores, long learnt) => Spread(scores, options.Exploration, options.GammaScale * Math.Sqrt(learnt + 1), options.Epsilon);

    protected override void Learn(State state, string id, ReadOnlySpan<float> context, double reward)
    {
        RewardTree[]? trees = FindOrAdd(state, id);
        for (int i = 0; i < trees?.Length; i++)
        {
            int times = CounterRandom.PoissonOne(CounterRandom.Uniform(state.Seed, state.Count, i, -1));
            for (int time = 0; time < times; time++)
                trees[i].Learn(context, reward);
        }
    }

    protected override double Score(RewardTree[]? trees, ReadOnlySpan<float> context, long learnt)
    {
        bool isOptimistic = options.Exploration == ExplorationRule.Optimistic;
        if (trees is null)
            return isOptimistic ? double.MaxValue / 4 : 0;
        double width = isOptimistic ? options.Alpha * Math.Sqrt(Math.Log(learnt + 1)) : 0;
        double sum = 0;
        foreach (RewardTree tree in trees)
        {
            RunningMean rewards = tree.Find(context).Rewards;
            sum += rewards.Mean + (width / Math.Sqrt(rewards.Count + 1));
        }

        return sum / trees.Length;
    }

    private RewardTree[]? FindOrAdd(State state, string id)
    {
        if (state.Actions.TryGetValue(id, out RewardTree[]? trees))
            return trees;
        if (state.Actions.Count >= options.MaxActions)
            return null;
        trees = Create(state.Seed, id, options.Trees);
        state.Actions.Add(id, trees);
        return trees;
    }

    private RewardTree[] Create(long seed, string id, int trees)
    {
        // Not string.GetHashCode: it differs from process to process.
        long hash = 17;
        foreach (char letter in id)
            hash = unchecked((hash * 1_000_003) + letter);
        return [.. Enumerable.Range(0, trees).Select(i => new RewardTree(options, seed, unchecked((hash * 257) + i)))];
    }

    protected override void Write(BinaryWriter writer, State state)
    {
        writer.Write(state.Seed);
        writer.Write(state.Count);
        writer.Write(state.Actions.Count);
        foreach ((string id, RewardTree[] trees) in state.Actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(id);
            writer.Write(trees.Length);
            foreach (RewardTree tree in trees)
                tree.Write(writer);
        }
    }

    protected override State Read(BinaryReader reader)
    {
        var state = new State(reader.ReadInt64()) { Count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards") };
        int actions = PolicyPayload.Count(reader.ReadInt32(), options.MaxActions, "actions (TreesOptions.MaxActions)");
        for (int i = 0; i < actions; i++)
        {
            string id = reader.ReadString();
            RewardTree[] trees = Create(state.Seed, id, PolicyPayload.Count(reader.ReadInt32(), 256, "trees of an action"));
            foreach (RewardTree tree in trees)
                tree.Read(reader);
            state.Actions.Add(id, trees.Length > 0 ? trees : throw new StateException("The saved policy has an action without trees."));
        }

        return state;
    }

    /// <summary>The forests, and the seed that they and the teaching are drawn with.</summary>
    internal sealed class State(long seed) : ActionEstimates<RewardTree[]>
    {
        public long Seed => seed;
    }
}
