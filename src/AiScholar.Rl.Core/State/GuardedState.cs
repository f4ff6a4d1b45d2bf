using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>What a policy has learnt, behind a lock of many readers and one writer, with its saving and loading.</summary>
/// <param name="kind">The kind in the envelope.</param>
/// <param name="version">The format it is written with.</param>
/// <param name="value">What there is at first.</param>
internal sealed class GuardedState<T>(string kind, int version, T value) : IDisposable
    where T : class
{
    private T _value = value;

    /// <summary>To be held for reading or writing around every use of <see cref="Value"/>'s content.</summary>
    public ReaderWriterLockSlim Gate { get; } = new(LockRecursionPolicy.NoRecursion);

    public T Value => Volatile.Read(ref _value);

    /// <summary>Writes the state, as it is at one moment.</summary>
    public ValueTask SaveAsync(Stream destination, Action<BinaryWriter, T> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        Gate.EnterReadLock();
        try
        {
            write(writer, _value);
        }
        finally
        {
            Gate.ExitReadLock();
        }

        writer.Flush();
        return SavedState.WriteAsync(destination, kind, version, buffer.ToArray(), cancellationToken);
    }

    /// <summary>Replaces the state by a saved one; on failure it stays as it was.</summary>
    /// <exception cref="StateException">The state is damaged, of another kind, or of a newer version.</exception>
    public async ValueTask LoadAsync(Stream source, Func<BinaryReader, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, kind, version, cancellationToken).ConfigureAwait(false);
        T loaded = PolicyPayload.Read(payload, read);
        Gate.EnterWriteLock();
        try
        {
            _value = loaded;
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    public void Dispose() => Gate.Dispose();
}
