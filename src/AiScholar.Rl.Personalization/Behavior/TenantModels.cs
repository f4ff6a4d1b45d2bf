using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>One model a tenant, behind a lock of many readers and one writer, saved as a whole.</summary>
internal sealed class TenantModels<TModel>(string stateKind, int stateVersion, int maxTenants, Func<TModel> create, Action<BinaryWriter, TModel> write, Func<BinaryReader, TModel> read) : IDisposable
    where TModel : class
{
    private readonly ReaderWriterLockSlim _gate = new();
    private Dictionary<string, TModel> _models = new(StringComparer.Ordinal);

    /// <summary>Reads the tenant's model; null when there is none.</summary>
    public TResult? Read<TState, TResult>(string tenantId, TState state, Func<TModel, TState, TResult?> use)
        where TResult : class
    {
        _gate.EnterReadLock();
        try
        {
            return _models.TryGetValue(tenantId, out TModel? model) ? use(model, state) : null;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Changes the tenant's model, made when there is room; nothing is learnt of further tenants.</summary>
    public void Change<TState>(string tenantId, TState state, Action<TModel, TState> change)
    {
        _gate.EnterWriteLock();
        try
        {
            if (!_models.TryGetValue(tenantId, out TModel? model))
            {
                if (_models.Count >= maxTenants)
                    return;
                _models.Add(tenantId, model = create());
            }

            change(model, state);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        _gate.EnterReadLock();
        try
        {
            writer.Write(_models.Count);
            foreach ((string tenantId, TModel model) in _models.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.Write(tenantId);
                write(writer, model);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        writer.Flush();
        return SavedState.WriteAsync(destination, stateKind, stateVersion, buffer.ToArray(), cancellationToken);
    }

    /// <exception cref="StateException">The state is damaged, of another predictor, or has too many tenants; nothing is changed then.</exception>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, stateKind, stateVersion, cancellationToken).ConfigureAwait(false);
        Dictionary<string, TModel> models = Parse(payload);
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

    private Dictionary<string, TModel> Parse(byte[] payload)
    {
        var models = new Dictionary<string, TModel>(StringComparer.Ordinal);
        using var reader = new BinaryReader(new MemoryStream(payload));
        try
        {
            for (int left = reader.ReadInt32(); left > 0; left--)
                models.Add(reader.ReadString(), read(reader));
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or OverflowException)
        {
            throw new StateException("The saved predictor is damaged: it cannot be read.", exception);
        }

        return models.Count <= maxTenants
            ? models
            : throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved predictor has {models.Count} tenants; this one has MaxTenants = {maxTenants}.");
    }
}
