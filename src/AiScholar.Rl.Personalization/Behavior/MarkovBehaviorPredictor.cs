namespace AiScholar.Rl.Personalization;

/// <summary>The default predictor of a person's next action: Markov chains of several orders, backing off to what followed within a window.</summary>
/// <remarks>
/// Parameters (free-form, by name): <c>Order</c> (3, 1 to 3), <c>Window</c> (10, 1 to 100), <c>WindowDecay</c> (0.8), <c>HistoryDecay</c> (0.7), both in (0, 1],
/// <c>MaxActions</c> (100,000), <c>MaxContexts</c> (200,000), <c>MaxTenants</c> (1000; nothing is learnt of further ones). Each tenant has a model of its
/// own: no action of one is ever named to another. Registered for a domain, it answers null elsewhere and learns nothing there.
/// </remarks>
internal sealed class MarkovBehaviorPredictor(ExtensionContext extension) : IBehaviorPredictor, ISavableState, IDisposable
{
    private const string StateKind = "markov-predictor";
    private const int StateVersion = MarkovState.Format;

    private readonly ReaderWriterLockSlim _gate = new();
    private readonly MarkovOptions _options = MarkovOptions.From(extension);
    private Dictionary<string, MarkovModel> _models = new(StringComparer.Ordinal);

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        if (!extension.Serves(context))
            return ValueTask.FromResult<PredictedAction?>(null);
        _gate.EnterReadLock();
        try
        {
            return ValueTask.FromResult(_models.GetValueOrDefault(context.TenantId) is { Observations: > 0 } model ? model.Predict(context.RecentActions, rankingSize, extension.Name) : null);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    public ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        cancellationToken.ThrowIfCancellationRequested();
        if (!extension.Serves(context))
            return ValueTask.CompletedTask;
        _gate.EnterWriteLock();
        try
        {
            if (!_models.TryGetValue(context.TenantId, out MarkovModel? model) && _models.Count < _options.MaxTenants)
                _models.Add(context.TenantId, model = new MarkovModel(_options));
            model?.Observe(context.RecentActions, action);
        }
        finally
        {
            _gate.ExitWriteLock();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] payload;
        _gate.EnterReadLock();
        try
        {
            payload = MarkovState.Write(_models);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return Core.SavedState.WriteAsync(destination, StateKind, StateVersion, payload, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await Core.SavedState.ReadAsync(source, StateKind, StateVersion, cancellationToken).ConfigureAwait(false);
        Dictionary<string, MarkovModel> models = MarkovState.Read(payload, _options);
        _gate.EnterWriteLock();
        try
        {
            _models = models;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();
}
