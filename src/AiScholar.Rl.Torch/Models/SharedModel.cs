namespace AiScholar.Rl.Torch;

/// <summary>
/// A network that many threads use while another may put a newly trained or loaded one in its place: uses run side by side, an exchange
/// waits for them and disposes the old network.
/// </summary>
/// <remarks>A use is a synchronous delegate on purpose: dispose scopes and gradient modes belong to a thread and must not outlive an await.</remarks>
internal sealed class SharedModel<TModel>(TModel initial) : IDisposable
    where TModel : class, IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);
    private TModel? _current = initial;

    /// <summary>Runs <paramref name="use"/> on the current network.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public TResult Use<TState, TResult>(TState state, Func<TModel, TState, TResult> use)
    {
        _lock.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            return use(_current, state);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Puts <paramref name="next"/> in the place of the current network, which is disposed; owns it from here on.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed; so is <paramref name="next"/> then.</exception>
    public void Exchange(TModel next)
    {
        var old = Swap(next);
        if (old is null)
        {
            Swap(null);
            next.Dispose();
            throw new ObjectDisposedException(nameof(SharedModel<>));
        }

        old.Dispose();
    }

    public void Dispose() => Swap(null)?.Dispose();

    private TModel? Swap(TModel? next)
    {
        _lock.EnterWriteLock();
        try
        {
            (var old, _current) = (_current, next);
            return old;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
