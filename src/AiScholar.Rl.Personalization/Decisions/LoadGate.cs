namespace AiScholar.Rl.Personalization;

/// <summary>
/// Lets calls through side by side while no state is loaded. Loading waits until those inside have left, and holds new ones back: none sees
/// encoders of one state and a policy of another. Safe to call from many threads; a call must not enter twice.
/// </summary>
internal sealed class LoadGate : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private long _inside;
    private TaskCompletionSource? _opened;
    private TaskCompletionSource? _left;

    /// <summary>Enters; disposing the pass leaves.</summary>
    public ValueTask<Pass> EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inside);
        return Volatile.Read(ref _opened) is null ? ValueTask.FromResult(new Pass(this)) : WaitAsync(cancellationToken);
    }

    /// <summary>Closes the gate and waits until nobody is inside; followed by <see cref="Open"/> unless it throws.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, left);
        Volatile.Write(ref _opened, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        // Whoever is counted from here on sees that the gate is closed, and does nothing but leave again.
        Interlocked.MemoryBarrier();
        if (Interlocked.Read(ref _inside) == 0)
            return;
        try
        {
            await left.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Open();
            throw;
        }
    }

    public void Open()
    {
        Volatile.Write(ref _left, null);
        Interlocked.Exchange(ref _opened, null)?.SetResult();
        _loading.Release();
    }

    public void Dispose() => _loading.Dispose();

    private async ValueTask<Pass> WaitAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _opened)?.Task is { } opened)
        {
            Leave();
            await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _inside);
        }

        return new Pass(this);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0)
            Volatile.Read(ref _left)?.TrySetResult();
    }

    /// <summary>One call inside the gate; disposed once.</summary>
    public readonly struct Pass(LoadGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
