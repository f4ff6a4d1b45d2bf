namespace AiScholar.Rl.Core;

/// <summary>A part of the cache: its users by key and by when they were last used. Members are called under a lock on the shard, but for those that only count bytes.</summary>
internal sealed class UserShard(int maxUsers, long maxBytes)
{
    /// <summary>What an entry takes beside its numbers: objects, key, dictionary slot.</summary>
    private const int Overhead = 320;

    private readonly Dictionary<string, UserEntry> _users = new(StringComparer.Ordinal);
    private UserEntry? _newest;
    private UserEntry? _oldest;
    private long _bytes;

    /// <summary>The removal of users over the limit that nobody waits for; null when none runs.</summary>
    public Task? Trimming { get; set; }

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Count => _users.Count;

    public IEnumerable<UserEntry> Entries => _users.Values;

    /// <summary>Whether one more user is over the limit.</summary>
    public bool IsFull => _users.Count >= maxUsers || Bytes >= maxBytes;

    /// <summary>Whether it holds more than it should.</summary>
    public bool IsOver => _users.Count > maxUsers || Bytes > maxBytes;

    public UserEntry? Find(string key)
    {
        if (!_users.TryGetValue(key, out UserEntry? entry))
            return null;
        Touch(entry);
        return entry;
    }

    public UserEntry Add(string key)
    {
        var entry = new UserEntry(key) { CountedBytes = Overhead };
        _users.Add(key, entry);
        Interlocked.Add(ref _bytes, Overhead);
        LinkNewest(entry);
        return entry;
    }

    /// <summary>The least recently used entry, moved to the front so that others pick another; null when there is none.</summary>
    public UserEntry? TakeOldest()
    {
        UserEntry? entry = _oldest;
        if (entry is not null)
            Touch(entry);
        return entry;
    }

    /// <summary>Removes an entry; its lock is held.</summary>
    public void Remove(UserEntry entry)
    {
        entry.IsRemoved = true;
        _users.Remove(entry.Key);
        Unlink(entry);
        Interlocked.Add(ref _bytes, -entry.CountedBytes);
    }

    /// <summary>Counts an entry anew after its model has changed; its lock is held.</summary>
    public void Recount(UserEntry entry)
    {
        int bytes = Overhead + entry.Model.StoredBytes + (entry.Model.Actions.Count * 64);
        Interlocked.Add(ref _bytes, bytes - entry.CountedBytes);
        entry.CountedBytes = bytes;
    }

    private void Touch(UserEntry entry)
    {
        if (entry == _newest)
            return;
        Unlink(entry);
        LinkNewest(entry);
    }

    private void LinkNewest(UserEntry entry)
    {
        (entry.Newer, entry.Older) = (null, _newest);
        if (_newest is not null)
            _newest.Newer = entry;
        _newest = entry;
        _oldest ??= entry;
    }

    private void Unlink(UserEntry entry)
    {
        if (entry.Newer is null)
            _newest = entry.Older;
        else
            entry.Newer.Older = entry.Older;
        if (entry.Older is null)
            _oldest = entry.Newer;
        else
            entry.Older.Newer = entry.Newer;
    }
}
