namespace AiScholar.Rl.Core;

/// <summary>One user in the cache. Everything but the list's links is guarded by a lock on the entry; the links by the shard's lock, which is taken first.</summary>
internal sealed class UserEntry(string key)
{
    private TaskCompletionSource? _busy;

    public string Key { get; } = key;

    public UserModel Model { get; } = new();

    /// <summary>Grows with each change.</summary>
    public long Version { get; set; }

    /// <summary>The version that the store has.</summary>
    public long SavedVersion { get; set; }

    public bool IsDirty => Version != SavedVersion;

    /// <summary>Whether the model holds what the store has; until then it holds only what was learnt since.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Whether it has left the cache: it must not be changed any more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Whether the store is working for it.</summary>
    public bool IsBusy => _busy is not null;

    /// <summary>Bytes it was last counted with.</summary>
    public int CountedBytes { get; set; }

    public UserEntry? Newer { get; set; }

    public UserEntry? Older { get; set; }

    /// <summary>Waits for the right to use the store for this user; one at a time has it, so that writes stay in order.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (this)
            {
                if (_busy is null)
                {
                    _busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return;
                }

                wait = _busy.Task;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Exit()
    {
        TaskCompletionSource? busy;
        lock (this)
            (busy, _busy) = (_busy, null);
        busy?.SetResult();
    }
}
