namespace AiScholar.Rl.Core;

/// <summary>Online cover: a few policies, each taught to earn and to differ from those before it; an action is as likely as the share of policies that choose it, above a floor.</summary>
/// <remarks>
/// <para>Source: Agarwal, Hsu, Kale, Langford, Li, Schapire, "Taming the monster: a fast and simple algorithm for contextual bandits", ICML 2014, Algorithm 5 (online
/// cover), in the form of Bietti, Agarwal, Langford, "A contextual bandit bake-off", JMLR 22 (2021), Algorithm 4. With K actions, floor
/// e = min(1/K, scale / sqrt(K t)), the doubly robust estimate g(a) of the rewards, and q_i(a) the share of policies 1 .. i-1 that choose a, policy i is taught</para>
/// <para>g(a) + psi e / (e + (1 - K e) q_i(a)) for each action (policy 1: g(a)), and p(a) = (1 - K e) (share of policies that choose a) + e.</para>
/// <para>A policy chooses the action of the largest prediction of its ridge regressions.</para>
/// </remarks>
internal sealed class CoverPolicy : IDecisionPolicy, IDisposable
{
    public const string Kind = EnsembleBuilderExtensions.CoverName;

    /// <summary>Rewards are weighted as if their action had been chosen with at least this probability.</summary>
    public const double LeastPropensity = 1e-3;

    private const int Version = 1;
    private readonly CoverOptions _options;
    private readonly GuardedState<CoverModel> _guarded;

    public CoverPolicy(CoverOptions options)
    {
        _options = options;
        _guarded = new GuardedState<CoverModel>(Kind, Version, new CoverModel(options, options.Ridge, options.ContextLength, options.Members));
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => _guarded.Value.Rewards.Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions);
        double floor;
        _guarded.Gate.EnterReadLock();
        try
        {
            _guarded.Value.Vote(actions, scratch.Context, probabilities);
            floor = _guarded.Value.Floor(actions.Length);
        }
        finally
        {
            _guarded.Gate.ExitReadLock();
        }

        ActionDistribution.Normalize(probabilities, floor * actions.Length);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions);
        _guarded.Gate.EnterWriteLock();
        try
        {
            _guarded.Value.Learn(actions, actionIndex, reward, propensity, scratch);
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

    private static void Write(BinaryWriter writer, CoverModel model)
    {
        byte[] rewards = LinearState.Write(model.Rewards);
        writer.Write(LinearState.Version);
        writer.Write(rewards.Length);
        writer.Write(rewards);
        writer.Write(model.Members);
        writer.Write(model.Actions.Count);
        foreach ((string id, CoverAction action) in model.Actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(id);
            writer.Write(action.P.Dimension);
            writer.Write(action.P.UpdatesSinceChecked);
            for (int row = 0; row < action.P.Dimension; row++)
            {
                for (int column = 0; column < action.P.Dimension; column++)
                    writer.Write(action.P[row, column]);
            }

            foreach (double[] weights in action.Weights)
            {
                foreach (double weight in weights.AsSpan(0, action.P.Dimension))
                    writer.Write(weight);
            }
        }
    }

    private CoverModel Read(BinaryReader reader)
    {
        LinearModel rewards = PolicyPayload.Linear(reader, reader.ReadInt32(), _options);
        int members = PolicyPayload.Count(reader.ReadInt32(), 256, "members");
        var model = new CoverModel(_options, rewards.Ridge, rewards.ContextLength, members) { Rewards = rewards };
        int actions = PolicyPayload.Count(reader.ReadInt32(), _options.MaxActions, "actions (CoverOptions.MaxActions)");
        for (int i = 0; i < actions; i++)
        {
            string id = reader.ReadString();
            var action = new CoverAction(rewards.Ridge, members);
            int dimension = PolicyPayload.Count(reader.ReadInt32(), _options.MaxFeatures + 1, "features (CoverOptions.MaxFeatures)");
            int updates = reader.ReadInt32();
            double[] matrix = PolicyPayload.Doubles(reader, checked(dimension * dimension));
            action.Grow(dimension);
            action.P.UpdatesSinceChecked = updates;
            for (int cell = 0; cell < matrix.Length; cell++)
                action.P[cell / dimension, cell % dimension] = matrix[cell];
            foreach (double[] weights in action.Weights)
                PolicyPayload.Doubles(reader, dimension).CopyTo(weights, 0);
            model.Actions.Add(id, action);
        }

        return members > 0 ? model : throw new StateException("The saved policy has no members.");
    }
}
