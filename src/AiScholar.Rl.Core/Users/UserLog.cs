namespace AiScholar.Rl.Core;

/// <summary>
/// An append-only log of user states in files, with the place of each user's latest record in memory (about 60 bytes a user). Members
/// are called under the store's lock.
/// </summary>
internal sealed class UserLog : IDisposable
{
    private readonly FileUserStateOptions _options;
    private readonly string _folder;
    private readonly FileStream _lockFile;
    private readonly SortedDictionary<long, UserLogSegment> _segments = [];
    private readonly Dictionary<UInt128, Place> _index = [];
    private UserLogSegment _active = null!;

    /// <summary>Opens the folder, creating it if need be. Records cut short by a crash at the end of the last file are dropped.</summary>
    /// <exception cref="StateException">A file is damaged before its end, or of a newer format.</exception>
    /// <exception cref="IOException">Another process has it open.</exception>
    public UserLog(FileUserStateOptions options)
    {
        _options = options;
        _folder = options.Path!;
        Directory.CreateDirectory(_folder);
        _lockFile = new FileStream(Path.Combine(_folder, "users.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            foreach (UserLogSegment segment in UserLogSegment.OpenAll(_folder))
                _segments.Add(segment.Id, segment);
            foreach (UserLogSegment segment in _segments.Values)
                Replay(segment, isLast: segment.Id == _segments.Keys.Last());
            _active = _segments.Count > 0 ? _segments.Values.Last() : Begin(1);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Count => _index.Count;

    /// <summary>Id of the segment that is appended to.</summary>
    public long ActiveId => _active.Id;

    public long Bytes => _segments.Values.Sum(segment => segment.Length);

    /// <summary>How many records were cut off or passed over because they were damaged.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether so much is superseded that it should be compacted.</summary>
    public bool NeedsCompaction
    {
        get
        {
            long dead = 0, total = 0;
            foreach (UserLogSegment segment in _segments.Values)
                (dead, total) = (dead + segment.DeadBytes, total + segment.Length);
            return dead > Math.Max(_options.MaxDeadShare * total, _options.MaxSegmentBytes / 2.0) && _segments.Count > 1;
        }
    }

    /// <summary>The sealed segment with the most superseded bytes; null when none has any.</summary>
    public UserLogSegment? WorstSegment => _segments.Values.Where(segment => segment != _active && segment.DeadBytes > 0).MaxBy(segment => segment.DeadBytes);

    public bool TryFind(UInt128 hash, out UserLogSegment segment, out long offset, out int length)
    {
        bool isFound = _index.TryGetValue(hash, out Place place);
        (segment, offset, length) = isFound ? (_segments[place.Segment], place.Offset, place.Length) : (null!, 0, 0);
        return isFound;
    }

    public void Save(UInt128 hash, byte[] record)
    {
        Place old = _index.GetValueOrDefault(hash);
        _index[hash] = Append(record);
        Release(old);
    }

    public bool Remove(UInt128 hash, Func<byte[]> tombstone)
    {
        if (!_index.Remove(hash, out Place place))
            return false;
        Append(tombstone());
        Release(place);
        _segments[place.Segment].Erase(place.Offset + UserLogRecord.HeaderLength, place.Length - UserLogRecord.HeaderLength);
        return true;
    }

    /// <summary>Copies a record of a segment that is to be deleted if it is still needed.</summary>
    public void Keep(UserLogSegment from, long offset, in UserLogRecord header, byte[] record)
    {
        bool isCurrent = _index.TryGetValue(header.Hash, out Place place);
        if (header.Kind == UserLogRecord.Saved)
        {
            if (isCurrent && place.Segment == from.Id && place.Offset == offset)
                _index[header.Hash] = Append(record);
        }
        else if (!isCurrent && from.Id != _segments.Keys.First())
        {
            // An older file may still hold what this record says is gone.
            Append(record);
        }
    }

    /// <summary>Ends when full files are on the disk.</summary>
    public Task Flushing { get; private set; } = Task.CompletedTask;

    /// <summary>The segments from an id on, to be flushed before what was copied to them is deleted elsewhere.</summary>
    public UserLogSegment[] From(long id) => [.. _segments.Values.Where(segment => segment.Id >= id)];

    public void Delete(UserLogSegment segment)
    {
        _segments.Remove(segment.Id);
        segment.Delete();
    }

    public void Dispose()
    {
        foreach (UserLogSegment segment in _segments.Values)
            segment.Dispose();
        _lockFile.Dispose();
    }

    private Place Append(byte[] record)
    {
        if (_active.Length + record.Length > _options.MaxSegmentBytes && _active.Length > UserLogSegment.FileHeaderLength)
        {
            UserLogSegment full = _active;
            if (!_options.FlushToDisk)
                Flushing = Task.WhenAll(Flushing, Task.Run(full.TryFlushToDisk));
            _active = Begin(full.Id + 1);
        }

        long offset = _active.Append(record);
        _active.LiveBytes += record.Length;
        if (_options.FlushToDisk)
            _active.FlushToDisk();
        return new Place(_active.Id, offset, record.Length);
    }

    private UserLogSegment Begin(long id)
    {
        var segment = UserLogSegment.Create(_folder, id);
        _segments.Add(id, segment);
        return segment;
    }

    private void Release(Place place)
    {
        if (place.Length > 0 && _segments.TryGetValue(place.Segment, out UserLogSegment? segment))
            segment.LiveBytes -= place.Length;
    }

    private void Replay(UserLogSegment segment, bool isLast)
    {
        long offset = UserLogSegment.FileHeaderLength;
        while (offset < segment.Length)
        {
            UserLogRecord? header = segment.ReadHeader(offset);
            if (header is not { } record || offset + record.Length > segment.Length)
            {
                if (!isLast)
                    throw new StateException($"{segment.Path} is damaged at byte {offset}. Restore it from a backup, or remove it to lose the users in it.");
                Dropped++;
                segment.Truncate(offset);
                return;
            }

            Check state = isLast ? CheckPayload(segment, offset, record) : Check.Whole;
            if (state == Check.Whole)
                Apply(segment, offset, record);
            else if (state == Check.Damaged)
                Dropped++;
            offset += record.Length;
        }
    }

    private void Apply(UserLogSegment segment, long offset, in UserLogRecord record)
    {
        _index.Remove(record.Hash, out Place old);
        Release(old);
        segment.LiveBytes += record.Length;
        if (record.Kind == UserLogRecord.Saved)
            _index.Add(record.Hash, new Place(segment.Id, offset, checked((int)record.Length)));
    }

    private static Check CheckPayload(UserLogSegment segment, long offset, in UserLogRecord record)
    {
        byte[] payload = new byte[record.PayloadLength];
        if (segment.TryRead(offset + UserLogRecord.HeaderLength, payload) && record.IsIntact(payload))
            return Check.Whole;
        return payload.AsSpan().ContainsAnyExcept((byte)0) ? Check.Damaged : Check.Erased;
    }

    private enum Check
    {
        Whole,
        Erased,
        Damaged,
    }

    private readonly record struct Place(long Segment, long Offset, int Length);
}
