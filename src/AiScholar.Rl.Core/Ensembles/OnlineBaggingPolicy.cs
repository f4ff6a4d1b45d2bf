namespace AiScholar.Rl.Core;

/// <summary>Online bagging: many ridge regressions, each taught every reward a random number of times; an action is as likely as the share of models that prefer it.</summary>
/// <remarks>
/// <para>Source: Oza and Russell, "Online bagging and boosting", AISTATS 2001 (a member learns a reward Poisson(1) times); Eckles and Kaptein, "Thompson sampling
/// with the online bootstrap", arXiv:1410.4009, Algorithm 1. Instead of asking one member drawn at random, all are asked, so that propensities are exact:</para>
/// <para>p(a) = (1 - epsilon) (members whose largest x'theta is a's) / members + epsilon / actions.</para>
/// <para>The numbers of times are a function of the seed and of the count of rewards: a loaded policy goes on as the saved one would have.</para>
/// </remarks>
internal sealed class OnlineBaggingPolicy : IDecisionPolicy, IDisposable
{
    public const string Kind = EnsembleBuilderExtensions.OnlineBaggingName;
    private const int Version = 1;
    private readonly OnlineBaggingOptions _options;
    private readonly GuardedState<State> _guarded;

    public OnlineBaggingPolicy(OnlineBaggingOptions options)
    {
        _options = options;
        _guarded = new GuardedState<State>(Kind, Version, new State(options.Seed, [.. Enumerable.Range(0, options.Members).Select(_ => new LinearModel(options, options.Ridge, options.ContextLength))]));
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => _guarded.Value.Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions);
        scratch.RentScores(actions.Length, out Span<double> means, out _);
        probabilities.Clear();
        _guarded.Gate.EnterReadLock();
        try
        {
            foreach (LinearModel member in _guarded.Value.Members)
            {
                LinearMeans.Score(member, _options, actions, scratch, means);
                VoteShares.Add(means, probabilities);
            }
        }
        finally
        {
            _guarded.Gate.ExitReadLock();
        }

        ActionDistribution.Normalize(probabilities, _options.Epsilon);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
        _guarded.Gate.EnterWriteLock();
        try
        {
            State state = _guarded.Value;
            for (int i = 0; i < state.Members.Length; i++)
            {
                int times = CounterRandom.PoissonOne(CounterRandom.Uniform(state.Seed, state.Count, i));
                for (int time = 0; time < times; time++)
                    state.Members[i].Learn(actions[actionIndex], reward, scratch);
            }

            state.Count++;
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

    private static void Write(BinaryWriter writer, State state)
    {
        writer.Write(state.Seed);
        writer.Write(state.Count);
        writer.Write(state.Members.Length);
        writer.Write(LinearState.Version);
        foreach (LinearModel member in state.Members)
        {
            byte[] bytes = LinearState.Write(member);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    private State Read(BinaryReader reader)
    {
        long seed = reader.ReadInt64();
        long count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "rewards");
        var members = new LinearModel[PolicyPayload.Count(reader.ReadInt32(), 256, "members")];
        int version = reader.ReadInt32();
        foreach (ref LinearModel member in members.AsSpan())
            member = PolicyPayload.Linear(reader, version, _options);
        return members.Length > 0 ? new State(seed, members) { Count = count } : throw new StateException("The saved policy has no members.");
    }

    private sealed class State(long seed, LinearModel[] members)
    {
        public long Seed => seed;

        public LinearModel[] Members => members;

        public long Count { get; set; }
    }
}
