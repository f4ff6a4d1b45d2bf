using System.Runtime.InteropServices;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Counts of keys in bounded memory: when there are more keys than the capacity, the rarer half is forgotten, and with it at most <see cref="Error"/> of any count.</summary>
/// <remarks>
/// Lossy counting, Manku and Motwani, "Approximate frequency counts over data streams", VLDB 2002, with the pruning threshold set by the capacity: a count is never too
/// high, and too low by the error at its first sight, <see cref="Error"/> at most.
/// </remarks>
internal sealed class HeavyHitters<TKey, TStatistics>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TStatistics : class, ICounted, new()
{
    private readonly Dictionary<TKey, TStatistics> _entries = new(comparer);

    /// <summary>How much lower than the truth a count may be.</summary>
    public long Error { get; private set; }

    /// <summary>What is kept.</summary>
    public IEnumerable<KeyValuePair<TKey, TStatistics>> Entries => _entries;

    /// <summary>The statistics of a key, one more counted.</summary>
    public TStatistics Count(TKey key)
    {
        ref TStatistics? entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out bool exists);
        TStatistics statistics = entry ??= new TStatistics();
        if (!exists)
            statistics.Error = Error;
        statistics.Count++;
        if (!exists && _entries.Count > capacity)
            Prune(key);
        return statistics;
    }

    /// <summary>Writes what is kept, in the order in which it came.</summary>
    public void Write(BinaryWriter writer, Action<BinaryWriter, TKey> writeKey)
    {
        writer.Write(Error);
        writer.Write(_entries.Count);
        foreach ((TKey key, TStatistics statistics) in _entries)
        {
            writeKey(writer, key);
            statistics.Write(writer);
        }
    }

    /// <summary>Adds what was written.</summary>
    /// <exception cref="StateException">There are more entries than the capacity, or a count is out of its range.</exception>
    public void Read(BinaryReader reader, Func<BinaryReader, TKey> readKey)
    {
        Error = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "counts forgotten");
        for (int left = PolicyPayload.Count(reader.ReadInt32(), capacity + 1, "entries of a table"); left > 0; left--)
        {
            var statistics = new TStatistics();
            TKey key = readKey(reader);
            statistics.Read(reader);
            _entries.Add(key, statistics);
        }
    }

    private void Prune(TKey latest)
    {
        long[] bounds = [.. _entries.Values.Select(entry => entry.Count + entry.Error).Order()];
        long threshold = bounds[bounds.Length / 2];
        Error = Math.Max(Error, threshold);
        foreach ((TKey key, TStatistics statistics) in _entries.ToArray())
        {
            if (statistics.Count + statistics.Error <= threshold && !_entries.Comparer.Equals(key, latest))
                _entries.Remove(key);
        }
    }
}
