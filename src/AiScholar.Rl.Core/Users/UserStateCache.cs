using System.Buffers;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Core;

/// <summary>
/// The users of one policy that are in memory: bounded by number and bytes, least recently used out first, changed ones written to the store before
/// they leave. A user stays findable while being written, and one written late is compared by version, so that no update is lost.
/// </summary>
/// <remarks>Locks are taken in this order: shard, entry. No lock is held while the store works; an entry's own turn keeps its reads and writes in order.</remarks>
internal sealed partial class UserStateCache
{
    private const int ShardThreshold = 4096;
    private const int MaxTries = 16;
    private const int FlushParallelism = 8;
    private readonly UserShard[] _shards;
    private readonly IUserStateStore _store;
    private readonly string _scope;
    private readonly Func<ReadOnlyMemory<byte>, UserModel> _read;
    private readonly int _maxBytesPerUser;
    private readonly ILogger _logger;

    public UserStateCache(IUserStateStore store, string scope, PerUserOptions options, Func<ReadOnlyMemory<byte>, UserModel> read, ILogger logger)
    {
        (_store, _scope, _read, _maxBytesPerUser, _logger) = (store, scope, read, options.MaxBytesPerUser, logger);
        int shards = options.CachedUsers >= ShardThreshold && options.CachedBytes >= (long)ShardThreshold * options.MaxBytesPerUser ? 16 : 1;
        _shards = new UserShard[shards];
        for (int i = 0; i < shards; i++)
            _shards[i] = new UserShard(Math.Max(1, options.CachedUsers / shards), Math.Max(1, options.CachedBytes / shards));
    }

    /// <summary>How many users are in memory.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    /// <summary>Roughly how many bytes they take.</summary>
    public long Bytes => _shards.Sum(shard => shard.Bytes);

    /// <summary>The user, when in memory.</summary>
    public UserEntry? Find(string key)
    {
        UserShard shard = ShardOf(key);
        lock (shard)
            return shard.Find(key);
    }

    /// <summary>The user, made as one not yet loaded when not in memory. Never waits: where that is over the limit, others leave in the background.</summary>
    public UserEntry FindOrAdd(string key)
    {
        UserShard shard = ShardOf(key);
        lock (shard)
        {
            UserEntry entry = shard.Find(key) ?? shard.Add(key);
            if (shard.IsOver && shard.Trimming is null)
                shard.Trimming = Task.Run(() => TrimAsync(shard));
            return entry;
        }
    }

    /// <summary>To be called after a model has changed, under the entry's lock.</summary>
    public void Changed(UserEntry entry)
    {
        entry.Version++;
        ShardOf(entry.Key).Recount(entry);
    }

    /// <summary>Brings the user into memory.</summary>
    public ValueTask PrepareAsync(string key, CancellationToken cancellationToken)
    {
        UserShard shard = ShardOf(key);
        UserEntry? entry;
        lock (shard)
            entry = shard.Find(key);
        if (entry is not null)
        {
            lock (entry)
            {
                if (entry.IsLoaded && !entry.IsRemoved)
                {
                    UserTelemetry.Hits.Add(1);
                    return default;
                }
            }
        }

        UserTelemetry.Misses.Add(1);
        return LoadAsync(shard, key, cancellationToken);
    }

    /// <summary>Writes every changed user; goes on with the others when one fails, and then throws what failed.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        foreach (UserShard shard in _shards)
        {
            Task? trimming;
            UserEntry[] entries;
            lock (shard)
                (trimming, entries) = (shard.Trimming, [.. shard.Entries]);

            if (trimming is not null)
                await trimming.WaitAsync(cancellationToken).ConfigureAwait(false);
            var options = new ParallelOptions { MaxDegreeOfParallelism = FlushParallelism, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(entries.Where(IsDirty), options, FlushOneAsync).ConfigureAwait(false);
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        async ValueTask FlushOneAsync(UserEntry entry, CancellationToken token)
        {
            try
            {
                await WriteAsync(entry, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Volatile.Write(ref failure, exception);
            }
        }
    }

    /// <summary>Removes what is known of a user.</summary>
    public async ValueTask<bool> ForgetAsync(string key, CancellationToken cancellationToken)
    {
        UserShard shard = ShardOf(key);
        while (true)
        {
            UserEntry entry;
            lock (shard)
                entry = shard.Find(key) ?? shard.Add(key);
            await entry.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                bool wasKnown;
                lock (entry)
                {
                    if (entry.IsRemoved)
                        continue;
                    wasKnown = !entry.Model.IsEmpty;
                    entry.Model.Clear();
                    entry.IsLoaded = false;
                    entry.SavedVersion = entry.Version;
                    shard.Recount(entry);
                }

                wasKnown |= await _store.RemoveAsync(_scope, key, cancellationToken).ConfigureAwait(false);
                lock (shard)
                {
                    lock (entry)
                    {
                        // What was learnt since belongs to the user as they are now.
                        entry.IsLoaded = true;
                        if (!entry.IsDirty)
                            shard.Remove(entry);
                    }
                }

                return wasKnown;
            }
            finally
            {
                entry.Exit();
            }
        }
    }

    private static bool IsDirty(UserEntry entry)
    {
        lock (entry)
            return entry.IsDirty;
    }

    private async ValueTask LoadAsync(UserShard shard, string key, CancellationToken cancellationToken)
    {
        await MakeRoomAsync(shard, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            UserEntry entry;
            lock (shard)
                entry = shard.Find(key) ?? shard.Add(key);
            await entry.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (await LoadAsync(shard, entry, cancellationToken).ConfigureAwait(false))
                    return;
            }
            finally
            {
                entry.Exit();
            }
        }
    }

    /// <summary>Loads an entry whose turn the caller has; false when it has left the cache.</summary>
    private async ValueTask<bool> LoadAsync(UserShard shard, UserEntry entry, CancellationToken cancellationToken)
    {
        lock (entry)
        {
            if (entry.IsRemoved || entry.IsLoaded)
                return !entry.IsRemoved;
        }

        UserModel? stored = await ReadOrStartAnewAsync(entry.Key, cancellationToken).ConfigureAwait(false);
        lock (entry)
        {
            if (stored is not null)
                entry.Model.Merge(stored, _maxBytesPerUser);
            entry.IsLoaded = true;
            shard.Recount(entry);
        }

        return true;
    }

    private async ValueTask<UserModel?> ReadOrStartAnewAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte>? saved = await _store.FindAsync(_scope, key, cancellationToken).ConfigureAwait(false);
            return saved is { } bytes ? _read(bytes) : null;
        }
        catch (StateException exception) when (exception.ErrorCode == AdvancedRlErrorCode.StateCorrupt)
        {
            LogDamaged(_logger, _scope);
            return null;
        }
    }

    private async ValueTask MakeRoomAsync(UserShard shard, CancellationToken cancellationToken)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            UserEntry? victim;
            lock (shard)
            {
                if (!shard.IsFull || (victim = shard.TakeOldest()) is null)
                    return;
                lock (victim)
                {
                    if (!victim.IsBusy && !victim.IsDirty)
                    {
                        Evict(shard, victim);
                        i--;
                        continue;
                    }
                }
            }

            bool isUnreadable = await WriteToLeaveAsync(victim, cancellationToken).ConfigureAwait(false);
            lock (shard)
            {
                lock (victim)
                {
                    bool mayLeave = isUnreadable || (!victim.IsBusy && !victim.IsDirty && shard.IsFull);
                    if (mayLeave && !victim.IsRemoved)
                        Evict(shard, victim);
                }
            }
        }
    }

    /// <summary>Writes an entry; true when the store has a state that this version cannot read, and therefore must not overwrite: what was learnt since is given up.</summary>
    private async ValueTask<bool> WriteToLeaveAsync(UserEntry victim, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(victim, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (StateException exception)
        {
            LogUnreadable(_logger, _scope, exception.ErrorCode);
            return true;
        }
    }

    private static void Evict(UserShard shard, UserEntry victim)
    {
        shard.Remove(victim);
        UserTelemetry.Evictions.Add(1);
    }

    /// <summary>Writes an entry to the store if it has changed.</summary>
    private async ValueTask WriteAsync(UserEntry entry, CancellationToken cancellationToken)
    {
        await entry.EnterAsync(cancellationToken).ConfigureAwait(false);
        byte[]? buffer = null;
        try
        {
            if (!await LoadAsync(ShardOf(entry.Key), entry, cancellationToken).ConfigureAwait(false))
                return;
            int length;
            long version;
            lock (entry)
            {
                if (!entry.IsDirty)
                    return;
                buffer = ArrayPool<byte>.Shared.Rent(entry.Model.StoredBytes);
                length = UserModelFormat.Write(entry.Model, buffer);
                version = entry.Version;
            }

            await _store.SaveAsync(_scope, entry.Key, buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            UserTelemetry.Writes.Add(1);
            lock (entry)
                entry.SavedVersion = version;
        }
        finally
        {
            entry.Exit();
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task TrimAsync(UserShard shard)
    {
        try
        {
            bool isOver = true;
            while (isOver)
            {
                int before;
                lock (shard)
                    before = shard.Count;
                await MakeRoomAsync(shard, CancellationToken.None).ConfigureAwait(false);
                lock (shard)
                    isOver = shard.IsOver && shard.Count < before;
            }
        }
        catch (Exception exception)
        {
            LogTrimFailed(_logger, _scope, exception.GetType().Name);
        }
        finally
        {
            lock (shard)
                shard.Trimming = null;
        }
    }

    private UserShard ShardOf(string key) =>
        _shards.Length == 1 ? _shards[0] : _shards[(uint)string.GetHashCode(key, StringComparison.Ordinal) % (uint)_shards.Length];

    [LoggerMessage(1, LogLevel.Warning, "The saved state of a user of {Scope} is damaged; the user starts anew")]
    private static partial void LogDamaged(ILogger logger, string scope);

    [LoggerMessage(3, LogLevel.Error, "A user of {Scope} has a saved state that cannot be read ({Code}); it is kept, and what was learnt of the user since is given up")]
    private static partial void LogUnreadable(ILogger logger, string scope, AdvancedRlErrorCode code);

    [LoggerMessage(2, LogLevel.Error, "Users of {Scope} could not be written to make room: {ExceptionType}; they stay in memory")]
    private static partial void LogTrimFailed(ILogger logger, string scope, string exceptionType);
}
