namespace AiScholar.Rl.Core;

/// <summary>An online forest for each action: the expected reward is the mean over trees of the leaf that the context falls into.</summary>
/// <remarks>
/// <para>Source: Féraud, Allesiardo, Urvoy, Clérot, "Random forest for the contextual bandit problem", AISTATS 2016; a tree is taught a reward Poisson(1) times (Oza
/// and Russell 2001). With n_b rewards and mean m_b in the leaf of tree b of B, after t rewards:</para>
/// <para>bound(a) = mean over b of m_b + alpha sqrt(log(t + 1) / (n_b + 1)).</para>
/// <para>An action never tried has the highest bound. With inverse gaps (<see cref="InverseGap"/>) the means alone count.</para>
/// </remarks>
internal sealed class TreesPolicy : IDecisionPolicy, IDisposable
{
    public const string Kind = TreesBuilderExtensions.TreesName;
    private const int Version = 1;
    private readonly TreesOptions _options;
    private readonly GuardedState<State> _guarded;

    public TreesPolicy(TreesOptions options)
    {
        _options = options;
        _guarded = new GuardedState<State>(Kind, Version, new State(options.Seed));
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => _guarded.Value.Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, _options.MaxFeatures, "TreesOptions.MaxFeatures");
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

        if (_options.Exploration == ExplorationRule.InverseGap)
            InverseGap.Apply(probabilities, _options.GammaScale * Math.Sqrt(learnt + 1));
        else
            ActionDistribution.Greedy(probabilities, _options.Epsilon, probabilities);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        if (Math.Abs(reward) > float.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must fit a single-precision number.");
        ReadOnlySpan<float> context = DenseContext.Load(input.Context, _options.MaxFeatures, "TreesOptions.MaxFeatures");
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
        _guarded.Gate.EnterWriteLock();
        try
        {
            RewardTree[]? trees = FindOrAdd(_guarded.Value, actions[actionIndex].Id);
            for (int i = 0; i < trees?.Length; i++)
            {
                int times = CounterRandom.PoissonOne(CounterRandom.Uniform(_guarded.Value.Seed, _guarded.Value.Count, i, -1));
                for (int time = 0; time < times; time++)
                    trees[i].Learn(context, reward);
            }

            _guarded.Value.Count++;
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

    private double Score(RewardTree[]? trees, ReadOnlySpan<float> context, long learnt)
    {
        bool isOptimistic = _options.Exploration == ExplorationRule.Optimistic;
        if (trees is null)
            return isOptimistic ? double.MaxValue / 4 : 0;
        double width = isOptimistic ? _options.Alpha * Math.Sqrt(Math.Log(learnt + 1)) : 0;
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
        if (state.Actions.Count >= _options.MaxActions)
            return null;
        trees = Create(state.Seed, id, _options.Trees);
        state.Actions.Add(id, trees);
        return trees;
    }

    private RewardTree[] Create(long seed, string id, int trees)
    {
        // Not string.GetHashCode: it differs from process to process.
        long hash = 17;
        foreach (char letter in id)
            hash = unchecked((hash * 1_000_003) + letter);
        return [.. Enumerable.Range(0, trees).Select(i => new RewardTree(_options, seed, unchecked((hash * 257) + i)))];
    }

    private static void Write(BinaryWriter writer, State state)
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

    private State Read(BinaryReader reader)
    {
        var state = new State(reader.ReadInt64()) { Count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards") };
        int actions = PolicyPayload.Count(reader.ReadInt32(), _options.MaxActions, "actions (TreesOptions.MaxActions)");
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

    private sealed class State(long seed)
    {
        public long Seed => seed;

        public Dictionary<string, RewardTree[]> Actions { get; } = new(StringComparer.Ordinal);

        public long Count { get; set; }
    }
}
