namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Frees something native only when nobody uses it any more: a call that was given up goes on in the background.</summary>
internal sealed class SharedUse(Action free)
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _isClosed;

    /// <summary>Counts a user in, for as long as the returned scope lives.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public Scope Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(OnnxFormulaRecognizer));
            _users++;
        }

        return new Scope(this);
    }

    /// <summary>Lets nobody in any more; frees now, or with the last user.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            if (_users > 0)
                return;
        }

        free();
    }

    private void Exit()
    {
        lock (_lock)
        {
            if (--_users > 0 || !_isClosed)
                return;
        }

        free();
    }

    public readonly struct Scope(SharedUse owner) : IDisposable
    {
        public void Dispose() => owner.Exit();
    }
}
