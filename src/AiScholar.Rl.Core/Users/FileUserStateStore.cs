using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>
/// User states in a folder: a log that is only appended to, an index of each user's latest record in memory, and a rewriting of files in the background
/// once much of them is superseded. A crash loses nothing that was saved, but for what the operating system had not written when the machine went down.
/// </summary>
/// <remarks>Source of the layout: Rosenblum and Ousterhout, "The design and implementation of a log-structured file system", ACM TOCS 10 (1992).</remarks>
internal sealed partial class FileUserStateStore(IOptions<FileUserStateOptions> options, ILogger<FileUserStateStore> logger) : IUserStateStore, IAsyncDisposable, IDisposable
{
    private const int MaxStateBytes = 64 << 20;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _opening = new(1, 1);
    private UserLog? _log;
    private Task _compaction = Task.CompletedTask;
    private bool _isDisposed;

    /// <summary>Files and users, for tests and health.</summary>
    public (int Users, long Bytes) Size
    {
        get
        {
            lock (_gate)
                return _log is null ? (0, 0) : (_log.Count, _log.Bytes);
        }
    }

    /// <summary>The rewriting that was begun last.</summary>
    public Task Compaction
    {
        get
        {
            lock (_gate)
                return _compaction;
        }
    }

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string scope, string userKey, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        UserLog log = await OpenAsync(cancellationToken).ConfigureAwait(false);
        UInt128 hash = UserLogRecord.HashOf(scope, userKey);
        while (true)
        {
            UserLogSegment segment;
            long offset;
            int length;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (!log.TryFind(hash, out segment, out offset, out length))
                    return null;
            }

            try
            {
                return Read(segment, offset, length, scope, userKey);
            }
            catch (ObjectDisposedException)
            {
                // The file was rewritten meanwhile: the index knows the new place.
            }
        }
    }

    public async ValueTask SaveAsync(string scope, string userKey, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(state.Length, MaxStateBytes, nameof(state));
        UserLog log = await OpenAsync(cancellationToken).ConfigureAwait(false);
        UInt128 hash = UserLogRecord.HashOf(scope, userKey);
        byte[] record = UserLogRecord.Write(UserLogRecord.Saved, hash, scope, userKey, state.Span);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            log.Save(hash, record);
            if (_compaction.IsCompleted && log.NeedsCompaction)
                _compaction = Task.Run(() => Compact(log), CancellationToken.None);
        }
    }

    public async ValueTask<bool> RemoveAsync(string scope, string userKey, CancellationToken cancellationToken = default)
    {
        Check(scope, userKey);
        UserLog log = await OpenAsync(cancellationToken).ConfigureAwait(false);
        UInt128 hash = UserLogRecord.HashOf(scope, userKey);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return log.Remove(hash, () => UserLogRecord.Write(UserLogRecord.Removed, hash, scope, "", []));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Compaction.ConfigureAwait(false);
        Task flushing;
        lock (_gate)
            flushing = _log?.Flushing ?? Task.CompletedTask;
        await flushing.ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _log?.Dispose();
        }

        _opening.Dispose();
    }

    private static ReadOnlyMemory<byte>? Read(UserLogSegment segment, long offset, int length, string scope, string userKey)
    {
        byte[] bytes = new byte[length];
        if (!segment.TryRead(offset, bytes) || UserLogRecord.ReadHeader(bytes) is not { } record || record.Length != length)
            throw new StateException($"{segment.Path} is damaged at byte {offset}.");
        ReadOnlyMemory<byte> payload = bytes.AsMemory(UserLogRecord.HeaderLength);
        if (!record.IsIntact(payload.Span))
            throw new StateException($"The user state in {segment.Path} at byte {offset} is damaged: its checksum does not match.");

        // Another user of the same hash is as good as impossible, and must still never be served.
        return record.IsOf(payload.Span, scope, userKey) ? payload[(record.ScopeLength + record.KeyLength)..] : null;
    }

    private async ValueTask<UserLog> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _log) is { } open)
            return open;
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_log is null)
            {
                UserLog log = await Task.Run(() => new UserLog(options.Value), cancellationToken).ConfigureAwait(false);
                if (log.Dropped > 0)
                    LogDropped(logger, log.Dropped);
                Volatile.Write(ref _log, log);
            }

            return _log;
        }
        finally
        {
            _opening.Release();
        }
    }

    private void Compact(UserLog log)
    {
        try
        {
            while (true)
            {
                UserLogSegment? worst;
                lock (_gate)
                {
                    if (_isDisposed || !log.NeedsCompaction || (worst = log.WorstSegment) is null)
                        return;
                }

                Rewrite(log, worst);
            }
        }
        catch (ObjectDisposedException)
        {
            // The store was closed: what is not rewritten yet is at the next start.
        }
        catch (Exception exception)
        {
            LogCompactionFailed(logger, exception.GetType().Name);
        }
    }

    private void Rewrite(UserLog log, UserLogSegment segment)
    {
        long firstWritten;
        lock (_gate)
            firstWritten = log.ActiveId;
        for (long offset = UserLogSegment.FileHeaderLength; offset < segment.Length;)
        {
            UserLogRecord header = segment.ReadHeader(offset) ?? throw new StateException($"{segment.Path} is damaged at byte {offset}.");
            byte[] record = new byte[header.Length];
            if (!segment.TryRead(offset, record))
                throw new StateException($"{segment.Path} is damaged at byte {offset}.");
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                log.Keep(segment, offset, header, record);
            }

            offset += header.Length;
        }

        UserLogSegment[] written;
        lock (_gate)
            written = log.From(firstWritten);
        foreach (UserLogSegment target in written)
            target.FlushToDisk();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            log.Delete(segment);
        }
    }

    private static void Check(string scope, string userKey)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrEmpty(userKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scope.Length, 10_000, nameof(scope));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userKey.Length, 10_000, nameof(userKey));
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} records at the end of the user states were cut short or damaged, and dropped")]
    private static partial void LogDropped(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The files of user states could not be compacted: {ExceptionType}; they go on growing")]
    private static partial void LogCompactionFailed(ILogger logger, string exceptionType);
}
