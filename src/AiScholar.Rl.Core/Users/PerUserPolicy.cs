using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Core;

/// <summary>
/// The hierarchical policy: LinUCB over all people, and for each person their own deviation from it, with its own posterior. A new user starts
/// from the population, an old one is known by what they did themselves.
/// </summary>
/// <remarks>
/// <para>r = x'w_ua + noise, w_uaj ~ N(b_aj, tau_j^2): see <see cref="UserTerms"/> for the posterior and <see cref="UserVariance"/> for tau. Bound of
/// action a for user u, with D = diag(1 / (1 + rho_j s_j)):</para>
/// <para>x'w_ua + sqrt(alpha^2 x'D P_a D x + userAlpha^2 sum of x_j^2 v_j), plus what LinUCB shares between actions.</para>
/// <para>A user's state holds evidence, not coefficients: when the population moves or the variance between users is learnt anew, what is saved
/// stays right. Without a user key the policy is LinUCB, to the last bit.</para>
/// </remarks>
internal sealed class PerUserPolicy : IUserDecisionPolicy, IDisposable, IAsyncDisposable
{
    private readonly PerUserOptions _options;
    private readonly UserStateCache _users;
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private PerUserModel _model;

    public PerUserPolicy(PerUserOptions options, IUserStateStore store, string scope, ILogger logger)
    {
        _options = options;
        _model = PerUserModel.Create(options);
        var names = new ActionNames(options.MaxActions);
        _users = new UserStateCache(store, scope, options, bytes => UserModelFormat.Read(bytes.Span, names.Share, options.MaxFeatures), logger);
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Volatile.Read(ref _model).Population.Count;

    public UserStateCache Users => _users;

    public PerUserModel Model => Volatile.Read(ref _model);

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions);
        string? key = string.IsNullOrEmpty(input.UserKey) ? null : input.UserKey;
        UserEntry? user = key is null ? null : _users.Find(key);
        long learnt;
        _gate.EnterReadLock();
        try
        {
            learnt = _model.Population.Experience;
            if (key is null)
            {
                _model.ScorePopulation(actions, scratch, probabilities);
            }
            else if (user is null)
            {
                _model.Score(actions, null, scratch, probabilities);
            }
            else
            {
                lock (user)
                    _model.Score(actions, user.Model, scratch, probabilities);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        ActionDistribution.Greedy(probabilities, ActionDistribution.Decay(_options.InitialEpsilon, _options.FinalEpsilon, _options.EpsilonHalfLife, learnt), probabilities);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures, _options);
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
        bool isUserLearnt = false;
        double innovation = 0, variance = 1;
        if (input.UserKey is { Length: > 0 } key)
            isUserLearnt = LearnUser(key, actions[actionIndex], reward, scratch, out innovation, out variance);
        _gate.EnterWriteLock();
        try
        {
            if (isUserLearnt && _options.LearnUserVariance)
                _model.Variance.Observe(scratch.Context, UserTerms.OfThread, innovation, variance);
            _model.Population.Learn(actions[actionIndex], reward, scratch);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userKey);
        return _users.PrepareAsync(userKey, cancellationToken);
    }

    public ValueTask FlushUsersAsync(CancellationToken cancellationToken = default) => _users.FlushAsync(cancellationToken);

    public ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userKey);
        return _users.ForgetAsync(userKey, cancellationToken);
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] payload;
        _gate.EnterReadLock();
        try
        {
            payload = PerUserState.Write(_model);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return SavedState.WriteAsync(destination, PerUserState.Kind, PerUserState.Version, payload, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, PerUserState.Kind, PerUserState.Version, cancellationToken).ConfigureAwait(false);
        PerUserModel model = PerUserState.Read(payload, _options);
        _gate.EnterWriteLock();
        try
        {
            _model = model;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Writes changed users to the store, then lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _users.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Lets go. It cannot wait for the store: a host that disposes of its services synchronously calls <see cref="FlushUsersAsync"/> first.</summary>
    public void Dispose() => _gate.Dispose();

    private bool LearnUser(string key, in PolicyAction chosen, double reward, LinearScratch scratch, out double innovation, out double variance)
    {
        _gate.EnterReadLock();
        try
        {
            while (true)
            {
                UserEntry user = _users.FindOrAdd(key);
                lock (user)
                {
                    // It may have left the cache since it was found; what is learnt on it then would be lost.
                    if (user.IsRemoved)
                        continue;
                    bool isLearnt = _model.LearnUser(user.Model, chosen, reward, scratch, out innovation, out variance);
                    _users.Changed(user);
                    return isLearnt;
                }
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
