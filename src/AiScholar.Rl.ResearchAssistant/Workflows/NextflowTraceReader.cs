using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads the trace of a Nextflow run (<c>-with-trace</c>, tab-separated): what ran and for how long.</summary>
/// <remarks>
/// A trace has no dependencies; with the run's graph in DOT (<c>-with-dag</c>) each task waits for the tasks of the processes that lead to its own: those of the same tag where
/// there are any, else all. Failed and aborted attempts are left out. The recorded starts become the plan that the result is compared with.
/// </remarks>
public static class NextflowTraceReader
{
    private const long MaxLinks = 2_000_000;

    /// <summary>Reads a trace, and the graph of its processes when <paramref name="dag"/> is given.</summary>
    /// <exception cref="WorkflowException">The file cannot be read or exceeds a limit; the message names the line and the task. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream trace, Stream? dag = null, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        SeparatedRows table = SeparatedRows.Parse(WorkflowText.Decode(await WorkflowText.ReadBytesAsync(trace, settings, cancellationToken).ConfigureAwait(false)), '\t');
        if (!table.Has("name") || !(table.Has("realtime") || table.Has("duration")))
            throw WorkflowText.Fault("Line 1: the header must have the columns 'name' and 'realtime' or 'duration'.");
        TraceRow[] rows = [.. table.Rows.Where(row => table.Field(row.Fields, "status") is "" or "COMPLETED" or "CACHED").Select(row => Row(table, row.Line, row.Fields))];
        ILookup<string, string> before = Enumerable.Empty<string>().ToLookup(name => name);
        if (dag is not null)
            before = Processes(new DotParser(WorkflowText.Decode(await WorkflowText.ReadBytesAsync(dag, settings, cancellationToken).ConfigureAwait(false))).Parse().Nodes, [.. rows.Select(row => row.Process)]);
        ILookup<string, TraceRow> byProcess = rows.ToLookup(row => row.Process, StringComparer.Ordinal);
        DateTime? first = rows.Length > 0 && rows.All(row => row.Start is not null) ? rows.Min(row => row.Start) : null;
        long links = rows.Sum(row => before[row.Process].Distinct(StringComparer.Ordinal).Sum(process => (long)byProcess[process].Count()));
        if (links > MaxLinks)
            throw WorkflowText.Fault($"The graph ties the tasks of the trace by up to {links} dependencies; at most {MaxLinks} are read.");
        WorkflowTask[] tasks = [.. rows.Select(row => new WorkflowTask
        {
            Id = row.Id,
            Name = row.Name,
            TaskType = row.Process,
            Duration = row.Duration,
            PlannedStart = row.Start - first,
            Dependencies = [.. before[row.Process].Distinct(StringComparer.Ordinal).SelectMany(process => SameTag(byProcess[process], row)).Select(one => new TaskDependency { TaskId = one.Id })],
        })];
        return WorkflowText.Finish("", tasks, [], settings);
    }

    private static IEnumerable<TraceRow> SameTag(IEnumerable<TraceRow> earlier, TraceRow row)
    {
        TraceRow[] all = [.. earlier], same = [.. all.Where(one => one.Tag.Length > 0 && one.Tag == row.Tag)];
        return same.Length > 0 ? same : all;
    }

    /// <summary>The processes that lead to each process; nodes of the graph that are no process (channels, operators) are passed through.</summary>
    private static ILookup<string, string> Processes(IReadOnlyList<DotNode> nodes, HashSet<string> processes)
    {
        var byId = nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        var pairs = new List<(string Process, string Before)>();
        foreach (DotNode node in nodes)
        {
            if (ProcessOf(node) is not { } process)
                continue;
            var seen = new HashSet<string>(StringComparer.Ordinal) { node.Id };
            var open = new Stack<string>(node.Before);
            while (open.TryPop(out string? id))
            {
                if (!seen.Add(id))
                    continue;
                if (ProcessOf(byId[id]) is { } earlier)
                    pairs.Add((process, earlier));
                else
                    byId[id].Before.ForEach(open.Push);
            }
        }

        return pairs.Where(pair => pair.Process != pair.Before).ToLookup(pair => pair.Process, pair => pair.Before, StringComparer.Ordinal);

        string? ProcessOf(DotNode node) => node.Attributes.TryGetValue("label", out string? label) && processes.Contains(label) ? label : processes.Contains(node.Id) ? node.Id : null;
    }

    private static TraceRow Row(SeparatedRows table, int line, string[] fields)
    {
        string name = table.Field(fields, "name");
        string id = table.Field(fields, "task_id") is { Length: > 0 } number ? number : $"{name}#{line}";
        string time = table.Field(fields, "realtime") is { Length: > 0 } real and not "-" ? real : table.Field(fields, "duration");
        // Raw traces count milliseconds.
        TimeSpan duration = time is "" or "-" ? TimeSpan.Zero : WorkflowText.Duration(time, TimeSpan.FromMilliseconds(1))
            ?? throw WorkflowText.Fault($"Line {line}: task '{name}' has the time '{time}', which cannot be read.", id);
        int bracket = name.IndexOf(" (", StringComparison.Ordinal);
        string begun = table.Field(fields, "start") is { Length: > 0 } start and not "-" ? start : table.Field(fields, "submit");
        return new TraceRow
        {
            Id = id,
            Name = name,
            Process = bracket < 0 ? name : name[..bracket],
            Tag = bracket < 0 ? "" : name[(bracket + 2)..].TrimEnd(')'),
            Duration = duration,
            Start = StartOf(begun),
        };
    }

    private static DateTime? StartOf(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds < 253_402_300_000_000)
            return DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null;
    }

    private sealed record TraceRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Process { get; init; }

        public required string Tag { get; init; }

        public required TimeSpan Duration { get; init; }

        public required DateTime? Start { get; init; }
    }
}
