namespace AiScholar.Rl.Core;

/// <summary>
/// LinUCB: ridge regression of the reward on the context for each action, and of what is left on the features that actions share; the
/// action with the largest upper confidence bound is taken, all but epsilon of the time.
/// </summary>
/// <remarks>
/// <para>Source: Li, Chu, Langford, Schapire, "A contextual-bandit approach to personalized news article recommendation", WWW 2010,
/// Algorithms 1 (disjoint) and 2 (hybrid). Bound of action a with context x and shared features z:</para>
/// <para>x'theta~_a + u'beta + alpha sqrt(x'P_a x + u'P_0 u), where u = z - G_a'x.</para>
/// <para>This is Algorithm 2 with theta~ = A_a^-1 b_a and G = A_a^-1 B_a in place of b and B: then its update of A_0 and b_0 is the single
/// term u u' / (1 + x'P x), so that every matrix is kept by one Sherman-Morrison step and none is inverted.</para>
/// <para>Propensities are exact: the actions whose bound is the largest (within 1e-12 of it) share 1 - epsilon evenly, and all actions share
/// epsilon evenly. Epsilon falls with the number t of learnt rewards: final + (initial - final) / (1 + t / half-life).</para>
/// </remarks>
internal sealed class LinUcbPolicy : IDecisionPolicy, IDisposable
{
    private readonly LinUcbOptions _options;
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private LinUcbModel _model;

    public LinUcbPolicy(LinUcbOptions options)
    {
        _options = options;
        _model = new LinUcbModel(options, options.Ridge);
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Volatile.Read(ref _model).Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        if (actions.IsEmpty || probabilities.Length != actions.Length)
            throw new ArgumentException($"There are {actions.Length} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
        LinUcbScratch scratch = LinUcbScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures);
        CheckActions(actions);
        double epsilon;
        _gate.EnterReadLock();
        try
        {
            _model.Score(actions, scratch, probabilities);
            epsilon = Epsilon(_model.Count);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        Smooth(probabilities, epsilon);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        ArgumentOutOfRangeException.ThrowIfNegative(actionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actionIndex, actions.Length);
        if (!double.IsFinite(reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
        if (!(propensity > 0 && propensity <= 1))
            throw new ArgumentOutOfRangeException(nameof(propensity), propensity, "A propensity is above 0 and at most 1.");
        LinUcbScratch scratch = LinUcbScratch.OfThread;
        scratch.Context.Load(input.Context, _options.MaxFeatures);
        CheckActions(actions.Slice(actionIndex, 1));
        _gate.EnterWriteLock();
        try
        {
            _model.Learn(actions[actionIndex], reward, scratch);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] payload;
        _gate.EnterReadLock();
        try
        {
            payload = LinUcbState.Write(_model);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return SavedState.WriteAsync(destination, LinUcbState.Kind, LinUcbState.Version, payload, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, LinUcbState.Kind, LinUcbState.Version, cancellationToken).ConfigureAwait(false);
        LinUcbModel model = LinUcbState.Read(payload, _options);
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

    public void Dispose() => _gate.Dispose();

    private double Epsilon(long learnt) =>
        _options.FinalEpsilon + ((_options.InitialEpsilon - _options.FinalEpsilon) / (1 + (learnt / (double)_options.EpsilonHalfLife)));

    /// <summary>Turns bounds into probabilities, in place.</summary>
    private static void Smooth(Span<double> bounds, double epsilon)
    {
        double best = double.NegativeInfinity;
        foreach (double bound in bounds)
            best = Math.Max(best, bound);
        double tie = best - (1e-12 * (1 + Math.Abs(best)));
        int tied = 0;
        foreach (double bound in bounds)
            tied += bound >= tie ? 1 : 0;
        double floor = epsilon / bounds.Length;
        double share = (1 - epsilon) / tied;
        foreach (ref double bound in bounds)
            bound = bound >= tie ? share + floor : floor;
    }

    private static void CheckActions(ReadOnlySpan<PolicyAction> actions)
    {
        foreach (ref readonly PolicyAction action in actions)
        {
            ArgumentException.ThrowIfNullOrEmpty(action.Id);
            foreach (float value in action.Features.Values.Span)
            {
                if (!(Math.Abs(value) <= BanditVector.MaxMagnitude))
                    throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"A feature of action '{action.Id}' is {value}; features must be finite and at most {BanditVector.MaxMagnitude:g} in magnitude.");
            }
        }
    }
}
