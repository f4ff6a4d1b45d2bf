using System.Text;

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
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private State _state;

    public OnlineBaggingPolicy(OnlineBaggingOptions options)
    {
        _options = options;
        _state = new State(options.Seed, [.. Enumerable.Range(0, options.Members).Select(_ => new LinearModel(options, options.Ridge, options.ContextLength))]);
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Volatile.Read(ref _state).Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions);
        scratch.RentScores(actions.Length, out Span<double> means, out _);
        probabilities.Clear();
        _gate.EnterReadLock();
        try
        {
            foreach (LinearModel member in _state.Members)
            {
                LinearMeans.Score(member, _options, actions, scratch, means);
                VoteShares.Add(means, probabilities);
            }
        }
        finally
        {
            _gate.ExitReadLock();
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
        _gate.EnterWriteLock();
        try
        {
            State state = _state;
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
            _gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        _gate.EnterReadLock();
        try
        {
            writer.Write(_state.Seed);
            writer.Write(_state.Count);
            writer.Write(_state.Members.Length);
            writer.Write(LinearState.Version);
            foreach (LinearModel member in _state.Members)
            {
                byte[] bytes = LinearState.Write(member);
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return SavedState.WriteAsync(destination, Kind, Version, buffer.ToArray(), cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false);
        State state = PolicyPayload.Read(payload, Read);
        _gate.EnterWriteLock();
        try
        {
            _state = state;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();

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
