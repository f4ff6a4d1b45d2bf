using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads tasks from CSV with a header: <c>id</c> and <c>duration</c>, and where wanted <c>name</c>, <c>type</c>, <c>after</c>, <c>needs</c>, <c>release</c>, <c>deadline</c>, <c>priority</c>, <c>start</c>.</summary>
/// <remarks>
/// Times are <c>90 min</c>, <c>1.5 h</c>, <c>PT1H30M</c>, <c>01:30:00</c> or bare numbers of <see cref="WorkflowImportSettings.TimeUnit"/>. <c>after</c> lists task ids separated by
/// semicolons, each perhaps with a lag: <c>a; b + 2 h</c>. <c>needs</c> lists resources: <c>bench; reader * 2</c>.
/// </remarks>
public static class CsvWorkflowReader
{
    /// <summary>Reads a workflow.</summary>
    /// <exception cref="WorkflowException">The file cannot be read or exceeds a limit; the message names the line and the task. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream stream, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        string text = WorkflowText.Decode(await WorkflowText.ReadBytesAsync(stream, settings, cancellationToken).ConfigureAwait(false));
        SeparatedRows table = SeparatedRows.Parse(text, ',');
        if (!table.Has("id") || !table.Has("duration"))
            throw WorkflowText.Fault("Line 1: the header must have the columns 'id' and 'duration'.");
        WorkflowTask[] tasks = [.. table.Rows.Select(row => Task(table, row.Line, row.Fields, settings))];
        var largest = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ResourceDemand demand in tasks.SelectMany(task => task.Demands))
            largest[demand.ResourceId] = Math.Max(largest.GetValueOrDefault(demand.ResourceId), demand.Amount);
        ResearchResource[] resources = [.. largest.Select(pair => new ResearchResource { Id = pair.Key, Capacity = settings.Capacities.TryGetValue(pair.Key, out int capacity) ? capacity : pair.Value })];
        return WorkflowText.Finish("", tasks, resources, settings);
    }

    private static WorkflowTask Task(SeparatedRows table, int line, string[] row, WorkflowImportSettings settings)
    {
        string id = table.Field(row, "id");
        if (id.Length == 0)
            throw WorkflowText.Fault($"Line {line}: the task has no id.");
        string priority = table.Field(row, "priority");
        double weight = 1;
        if (priority.Length > 0 && !(double.TryParse(priority, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && double.IsFinite(weight) && weight >= 0))
            throw Fault("priority", priority);
        return new WorkflowTask
        {
            Id = id,
            Name = table.Field(row, "name"),
            TaskType = table.Field(row, "type") is { Length: > 0 } type ? type : null,
            Duration = Time("duration") ?? throw Fault("duration", ""),
            Dependencies = [.. Items("after").Select(After)],
            Demands = [.. Items("needs").Select(Need)],
            ReleaseTime = Time("release"),
            Deadline = Time("deadline"),
            PlannedStart = Time("start"),
            Priority = weight,
        };

        string[] Items(string column) => table.Field(row, column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        TimeSpan? Time(string column) => table.Field(row, column) is not { Length: > 0 } value ? null : WorkflowText.Duration(value, settings.TimeUnit) ?? throw Fault(column, value);

        TaskDependency After(string item)
        {
            string[] parts = item.Split(" + ", 2, StringSplitOptions.TrimEntries);
            return new TaskDependency { TaskId = parts[0], Lag = parts.Length == 1 ? TimeSpan.Zero : WorkflowText.Duration(parts[1], settings.TimeUnit) ?? throw Fault("after", item) };
        }

        ResourceDemand Need(string item)
        {
            string[] parts = item.Split('*', 2, StringSplitOptions.TrimEntries);
            int amount = 1;
            if (parts.Length > 1 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount > 0))
                throw Fault("needs", item);
            return new ResourceDemand { ResourceId = parts[0], Amount = amount };
        }

        WorkflowException Fault(string column, string value) => WorkflowText.Fault($"Line {line}: task '{id}' has the {column} '{value}', which cannot be read.", id);
    }
}
