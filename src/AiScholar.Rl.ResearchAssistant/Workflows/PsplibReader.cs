using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads PSPLIB instances: single-mode <c>.sm</c> and multi-mode <c>.mm</c> files, renewable and non-renewable resources.</summary>
/// <remarks>Kolisch and Sprecher, "PSPLIB - a project scheduling problem library", EJOR 96 (1997). Resources are named <c>R1</c>, <c>N1</c> and so on; a unit of time is <see cref="WorkflowImportSettings.TimeUnit"/>.</remarks>
public static class PsplibReader
{
    /// <summary>Reads an instance; jobs become tasks named by their numbers.</summary>
    /// <exception cref="WorkflowException">The file cannot be read or exceeds a limit; the message names the line. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream stream, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        string[] lines = await WorkflowText.ReadLinesAsync(stream, settings, cancellationToken).ConfigureAwait(false);
        int[] header = [.. Section(lines, "RESOURCEAVAILABILITIES").Take(1)];
        string[] names = Names(lines, header);
        int[] capacities = Numbers(lines, header.Length == 0 ? lines.Length : header[0] + 1);
        if (capacities.Length != names.Length)
            throw WorkflowText.Fault($"Line {header[0] + 2}: there are {capacities.Length} availabilities of {names.Length} resources.");
        var successors = new Dictionary<int, int[]>();
        var counts = new Dictionary<int, int>();
        foreach (int line in Section(lines, "PRECEDENCE RELATIONS").Skip(1))
        {
            int[] row = Numbers(lines, line);
            if (row.Length < 3 || row.Length != 3 + row[2] || !successors.TryAdd(row[0], row[3..]))
                throw WorkflowText.Fault($"Line {line + 1}: a row of precedence must be job, modes, number of successors, and so many successors, each job once.");
            counts[row[0]] = row[1];
        }

        var modes = new SortedDictionary<int, List<TaskMode>>();
        int job = 0;
        foreach (int line in Section(lines, "REQUESTS/DURATIONS").Skip(2))
        {
            int[] row = Numbers(lines, line);
            if (row.Length == names.Length + 3)
                modes.Add(job = Distinct(row[0], modes, line), []);
            else if (row.Length == names.Length + 2 && job > 0)
                row = [job, .. row];
            else
                throw WorkflowText.Fault($"Line {line + 1}: a row of requests must be job, mode, duration and {names.Length} requests.");
            modes[job].Add(new TaskMode
            {
                Id = row[1].ToString(CultureInfo.InvariantCulture),
                Duration = WorkflowText.Times(row[2], settings.TimeUnit) ?? throw WorkflowText.Fault($"Line {line + 1}: the duration {row[2]} is negative or too long."),
                Demands = [.. row[3..].Index().Where(request => request.Item != 0).Select(request => new ResourceDemand { ResourceId = names[request.Index], Amount = request.Item })],
            });
        }

        foreach ((int one, List<TaskMode> listed) in modes)
        {
            if (counts.TryGetValue(one, out int count) && listed.Count != count)
                throw WorkflowText.Fault($"Job {one} has {listed.Count} modes; the section of precedence says {count}.");
        }

        if (modes.Count == 0 || modes.Keys.Any(one => !successors.ContainsKey(one)) || successors.Values.SelectMany(row => row).Any(one => !modes.ContainsKey(one)))
            throw WorkflowText.Fault("The sections of the PSPLIB file do not agree on the jobs.");
        ILookup<int, int> predecessors = successors.SelectMany(row => row.Value.Select(successor => (row.Key, successor))).ToLookup(pair => pair.successor, pair => pair.Key);
        WorkflowTask[] tasks = [.. modes.Select(pair => Task(pair.Key, pair.Value, predecessors[pair.Key]))];
        ResearchResource[] resources = [.. names.Zip(capacities, (name, capacity) => new ResearchResource
        {
            Id = name,
            Capacity = capacity,
            Kind = name[0] == 'N' ? ResourceKind.Consumable : ResourceKind.Renewable,
        })];
        return WorkflowText.Finish("", tasks, resources, settings);
    }

    private static WorkflowTask Task(int job, List<TaskMode> modes, IEnumerable<int> predecessors)
    {
        var task = new WorkflowTask
        {
            Id = Text(job),
            Duration = modes[0].Duration,
            Dependencies = [.. predecessors.Select(predecessor => new TaskDependency { TaskId = Text(predecessor) })],
        };
        return modes.Count == 1 ? task with { Demands = modes[0].Demands } : task with { Modes = modes };
    }

    private static int Distinct(int job, SortedDictionary<int, List<TaskMode>> modes, int line) =>
        job > 0 && !modes.ContainsKey(job) ? job : throw WorkflowText.Fault($"Line {line + 1}: job {job} is listed twice or has no positive number.");

    private static string Text(int job) => job.ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers of the lines after a section's title, up to the next line of asterisks.</summary>
    private static IEnumerable<int> Section(string[] lines, string title)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith(title, StringComparison.Ordinal));
        if (at < 0)
            throw WorkflowText.Fault($"The PSPLIB file has no section {title}.");
        for (int line = at + 1; line < lines.Length && !lines[line].StartsWith('*'); line++)
        {
            if (!string.IsNullOrWhiteSpace(lines[line]))
                yield return line;
        }
    }

    /// <summary>Reads <c>R 1  R 2  N 1</c>.</summary>
    private static string[] Names(string[] lines, int[] header)
    {
        string[] words = header.Length == 0 ? [] : lines[header[0]].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] names = [.. words.Chunk(2).Select(pair => string.Concat(pair))];
        if (names.Length == 0 || words.Length % 2 != 0 || names.Any(name => name[0] is not ('R' or 'N')))
            throw WorkflowText.Fault($"The resources must be listed as 'R 1' (renewable) or 'N 1' (non-renewable){(header.Length == 0 ? "" : $": line {header[0] + 1}")}; doubly constrained ones are not read.");
        return names;
    }

    private static int[] Numbers(string[] lines, int line)
    {
        string[] words = line < lines.Length ? lines[line].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        var numbers = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
                throw WorkflowText.Fault($"Line {line + 1}: '{words[i][..Math.Min(words[i].Length, 40)]}' is no whole number.");
        }

        return numbers;
    }
}
