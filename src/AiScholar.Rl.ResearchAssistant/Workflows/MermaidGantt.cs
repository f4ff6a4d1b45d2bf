using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Draws a schedule as a Mermaid <c>gantt</c> diagram.</summary>
public static class MermaidGantt
{
    /// <summary>Draws the schedule, a section a task type.</summary>
    /// <param name="optimized">The schedule.</param>
    /// <param name="startsAt">When the workflow starts; null for its own start, else 2000-01-01.</param>
    public static string Render(OptimizedWorkflow optimized, DateTimeOffset? startsAt = null)
    {
        ArgumentNullException.ThrowIfNull(optimized);
        DateTimeOffset start = startsAt ?? optimized.OriginalWorkflow.StartsAt ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Dictionary<string, string?> types = optimized.OriginalWorkflow.TaskSequence.ToDictionary(task => task.Id, task => task.TaskType);
        HashSet<string> critical = [.. optimized.CriticalChain];
        var text = new StringBuilder("gantt\n    dateFormat YYYY-MM-DDTHH:mm:ss\n    axisFormat %m-%d %H:%M\n");
        string workflow = optimized.OriginalWorkflow is { Name.Length: > 0 } named ? named.Name : optimized.OriginalWorkflow.Id;
        text.Append(CultureInfo.InvariantCulture, $"    title {Clean(workflow)}\n");
        int number = 0;
        foreach (IGrouping<string?, ScheduledTask> section in optimized.OptimizedTasks.GroupBy(task => types.GetValueOrDefault(task.TaskId)))
        {
            if (section.Key is not null)
                text.Append(CultureInfo.InvariantCulture, $"    section {Clean(section.Key)}\n");
            foreach (ScheduledTask task in section)
            {
                foreach (TaskSegment stretch in task.Segments.Count > 0 ? task.Segments : [new TaskSegment { Start = task.Start, End = task.End }])
                    text.Append(CultureInfo.InvariantCulture, $"    {Clean(task.Name.Length > 0 ? task.Name : task.TaskId)} :{Tags(task, stretch, critical)}t{++number}, {Time(start + stretch.Start)}, {Time(start + stretch.End)}\n");
            }
        }

        return text.ToString();
    }

    private static string Tags(ScheduledTask task, TaskSegment stretch, HashSet<string> critical) =>
        (task.IsFrozen ? "done, " : "") + (critical.Contains(task.TaskId) ? "crit, " : "") + (stretch.Start == stretch.End ? "milestone, " : "");

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Signs that end a name or begin a comment in Mermaid become spaces.</summary>
    private static string Clean(string value)
    {
        string clean = string.Concat(value.Select(sign => char.IsControl(sign) || sign is ':' or ';' or '#' or ',' or '%' or '{' or '}' or '<' or '>' ? ' ' : sign)).Trim();
        return clean.Length == 0 ? "task" : clean;
    }
}
