namespace AiScholar.Rl.Core;

/// <summary>
/// A policy on the ridge regression of the reward on the context for each action, and of what is left on the features that actions share.
/// What is derived from it turns expectations and variances into probabilities; that is all that parts the linear policies.
/// </summary>
internal abstract class LinearPolicy : IDecisionPolicy, IActionModels, IDisposable
{
    private readonly LinearModelSettings _settings;
    private readonly string _kind;
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private LinearModel _model;

    protected LinearPolicy(LinearModelSettings settings, string kind)
    {
        (_settings, _kind) = (settings, kind);
        _model = new LinearModel(settings, settings.Ridge, settings.ContextLength);
    }

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Volatile.Read(ref _model).Count;

    /// <summary>How many changes it has noticed.</summary>
    public long Changes => Volatile.Read(ref _model).Changes;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.Check(actions, probabilities);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _settings.MaxFeatures, _settings);
        PolicyArguments.Check(actions);
        scratch.RentScores(actions.Length, out Span<double> means, out Span<double> variances);
        long learnt;
        _gate.EnterReadLock();
        try
        {
            _model.Score(actions, scratch, means, variances);
            learnt = _model.Experience;
        }
        finally
        {
            _gate.ExitReadLock();
        }

        Explore(means, variances, learnt, probabilities);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        PolicyArguments.CheckReward(actions.Length, actionIndex, reward, propensity);
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, _settings.MaxFeatures, _settings);
        PolicyArguments.Check(actions.Slice(actionIndex, 1));
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
            payload = LinearState.Write(_model);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return SavedState.WriteAsync(destination, _kind, LinearState.Version, payload, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        (int version, byte[] payload) = await SavedState.ReadVersionAsync(source, _kind, LinearState.Version, cancellationToken).ConfigureAwait(false);
        LinearModel model = LinearState.Read(payload, version, _settings);
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

    public bool RemoveAction(string actionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        _gate.EnterWriteLock();
        try
        {
            return _model.Remove(actionId);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public bool WarmStartAction(string actionId, string sourceActionId, double share = 0.1)
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        ArgumentException.ThrowIfNullOrEmpty(sourceActionId);
        if (!(share > 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        _gate.EnterWriteLock();
        try
        {
            return actionId != sourceActionId && _model.Copy(actionId, sourceActionId, share, LinearScratch.OfThread);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Fills the probabilities: none negative, sum 1. It may overwrite the expectations and variances.</summary>
    /// <param name="means">Expected reward of each action.</param>
    /// <param name="variances">x'Px of each action: the posterior variance at unit noise.</param>
    /// <param name="learnt">How many rewards were learnt from.</param>
    /// <param name="probabilities">One an action.</param>
    protected abstract void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities);
}
