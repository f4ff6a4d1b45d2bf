using System.Text;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// The process map of a stream of sessions, kept up to date session by session in bounded memory: what follows what, the ways through, waits, rework and handovers.
/// </summary>
/// <remarks>
/// Each of the tables (activities, edges, ways, handovers) holds as many entries as the capacity at most; beyond it the rarer half is forgotten (lossy counting,
/// Manku and Motwani 2002), and <see cref="ProcessMap.CountError"/> says how much too low a count may be. Ways of more than 1,000 activities are not listed. Safe
/// to call from many threads.
/// </remarks>
public sealed class ProcessStatistics : ISavableState
{
    private const string StateKind = "process-statistics";
    private const int StateVersion = 1;
    private const int MaxVariantLength = 1000, MaxActivities = 10_000_000;
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private ProcessTables _tables;

    /// <summary>Creates empty statistics.</summary>
    /// <param name="capacity">Most entries of a table, 16 to 100,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of its range.</exception>
    public ProcessStatistics(int capacity = 50_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 100_000_000);
        (_capacity, _tables) = (capacity, new ProcessTables(capacity));
    }

    /// <summary>How many sessions were added.</summary>
    public long SessionCount
    {
        get
        {
            lock (_gate)
                return _tables.Sessions;
        }
    }

    /// <summary>How many activities they had.</summary>
    public long EventCount
    {
        get
        {
            lock (_gate)
                return _tables.Events;
        }
    }

    /// <summary>Adds a session.</summary>
    /// <exception cref="WorkflowException">The session is unusable; nothing of it is counted.</exception>
    public void Add(WorkflowSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionChecks.Check(session, MaxActivities);
        lock (_gate)
            Count(session);
    }

    /// <summary>What was counted so far.</summary>
    public ProcessMap ToMap()
    {
        lock (_gate)
        {
            ProcessTables tables = _tables;
            ProcessEdge[] edges = [.. Sorted(tables.Edges.Entries).Select(edge => new ProcessEdge
            {
                From = edge.Key.Item1,
                To = edge.Key.Item2,
                Count = edge.Value.Count,
                MeanWait = edge.Value.MeanTime,
                MaximumWait = edge.Value.MostTime,
            })];
            return new ProcessMap
            {
                SessionCount = tables.Sessions,
                EventCount = tables.Events,
                Activities = [.. Sorted(tables.Activities.Entries).Select(activity => new ProcessActivity
                {
                    Name = activity.Key,
                    Count = activity.Value.Count,
                    SessionCount = activity.Value.Sessions,
                    StartCount = activity.Value.Starts,
                    EndCount = activity.Value.Ends,
                    MeanDuration = activity.Value.MeanTime,
                })],
                Edges = edges,
                Variants = [.. Sorted(tables.Variants.Entries).Select(variant => new ProcessVariant { Activities = variant.Key, Count = variant.Value.Count, ExampleSessionId = variant.Value.Example })],
                Handovers = [.. Sorted(tables.Handovers.Entries).Select(handover => new WorkHandover { From = handover.Key.Item1, To = handover.Key.Item2, Count = handover.Value.Count })],
                Bottlenecks = [.. edges.Where(edge => edge.MeanWait > TimeSpan.Zero).OrderByDescending(edge => edge.MeanWait!.Value.Ticks * (double)edge.Count)],
                ReworkShare = tables.Sessions == 0 ? 0 : (double)tables.Reworked / tables.Sessions,
                CountError = Math.Max(Math.Max(tables.Activities.Error, tables.Edges.Error), Math.Max(tables.Variants.Error, tables.Handovers.Error)),
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        lock (_gate)
            _tables.Write(writer);
        writer.Flush();
        return SavedState.WriteAsync(destination, StateKind, StateVersion, buffer.ToArray(), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Statistics of a larger capacity load only where their tables fit this one's.</remarks>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, StateKind, StateVersion, cancellationToken).ConfigureAwait(false);
        ProcessTables loaded = PolicyPayload.Read(payload, reader => ProcessTables.Read(reader, _capacity));
        lock (_gate)
            _tables = loaded;
    }

    internal static ProcessStatistics Exact() => new(100_000_000);

    private void Count(WorkflowSession session)
    {
        _tables.Sessions++;
        _seen.Clear();
        WorkflowActivity? previous = null;
        bool isReworked = false;
        int length = session.Activities.Count;
        string[]? variant = length <= MaxVariantLength ? new string[length] : null;
        int at = 0;
        foreach (WorkflowActivity activity in SessionChecks.InOrder(session))
        {
            FlowCounts counts = _tables.Activities.Count(activity.Name);
            bool isFirst = _seen.Add(activity.Name);
            isReworked |= !isFirst;
            counts.Sessions += isFirst ? 1 : 0;
            counts.Starts += previous is null ? 1 : 0;
            counts.Ends += at == length - 1 ? 1 : 0;
            if (activity is { Start: { } start, End: { } end })
                counts.AddTime(end - start);
            if (previous is not null)
                CountStep(previous, activity);
            if (variant is not null)
                variant[at] = activity.Name;
            at++;
            previous = activity;
        }

        _tables.Events += length;
        _tables.Reworked += isReworked ? 1 : 0;
        if (variant is null)
            return;
        FlowCounts way = _tables.Variants.Count(variant);
        if (way.Count == 1)
            way.Example = session.Id;
    }

    private void CountStep(WorkflowActivity previous, WorkflowActivity activity)
    {
        FlowCounts edge = _tables.Edges.Count((previous.Name, activity.Name));
        if ((previous.End ?? previous.Start) is { } before && activity.Start is { } start)
            edge.AddTime(start - before);
        if (previous.Person is { } from && activity.Person is { } to)
            _tables.Handovers.Count((from, to));
    }

    private static IEnumerable<KeyValuePair<TKey, FlowCounts>> Sorted<TKey>(IEnumerable<KeyValuePair<TKey, FlowCounts>> entries) =>
        entries.OrderByDescending(entry => entry.Value.Count).ThenBy(entry => Text(entry.Key), StringComparer.Ordinal);

    private static string Text(object? key) => key switch
    {
        string[] names => string.Join('\u001f', names),
        ValueTuple<string, string> pair => $"{pair.Item1}\u001f{pair.Item2}",
        _ => key?.ToString() ?? "",
    };
}
