using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Draws a schedule as text: a line a task, time to the right.</summary>
public static class TextGantt
{
    private const int MaxLabel = 28;

    /// <summary>Draws <paramref name="tasks"/> in their order.</summary>
    /// <param name="tasks">The scheduled tasks.</param>
    /// <param name="width">Columns for the time axis, 10 to 1,000.</param>
    /// <param name="span">The time that the width stands for; null for the end of the last task. Give two drawings the same span to compare them.</param>
    /// <returns>Lines ended by a line feed: an axis, then a line a task with its name, its bar and its start and end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of its range.</exception>
    public static string Render(IReadOnlyList<ScheduledTask> tasks, int width = 60, TimeSpan? span = null)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 1000);
        TimeSpan end = tasks.Count == 0 ? TimeSpan.Zero : tasks.Max(task => task.End);
        TimeSpan scale = span is { } given && given > end ? given : end;
        string[] labels = [.. tasks.Select(task => Label(task))];
        int labelWidth = labels.Length == 0 ? 4 : labels.Max(label => label.Length);
        var text = new StringBuilder();
        string last = DurationText.Format(scale);
        text.Append(' ', labelWidth).Append(" |0").Append(' ', Math.Max(1, width - 1 - last.Length)).Append(last).Append("|\n");
        for (int i = 0; i < tasks.Count; i++)
        {
            int from = Math.Min(width - 1, Column(tasks[i].Start));
            int to = tasks[i].End > tasks[i].Start ? Math.Max(from + 1, Column(tasks[i].End)) : from;
            text.Append(labels[i].PadRight(labelWidth)).Append(" |").Append(' ', from);
            text.Append(to > from ? new string('█', to - from) : "◆").Append(' ', Math.Max(0, width - Math.Max(to, from + 1)));
            text.Append(CultureInfo.InvariantCulture, $"| {DurationText.Format(tasks[i].Start)} – {DurationText.Format(tasks[i].End)}\n");
        }

        return text.ToString();

        int Column(TimeSpan time) => scale == TimeSpan.Zero ? 0 : Math.Min(width, (int)Math.Round(width * (time / scale)));
    }

    private static string Label(ScheduledTask task)
    {
        string label = string.Concat((task.Name.Length > 0 ? task.Name : task.TaskId).Select(sign => char.IsControl(sign) ? ' ' : sign));
        return label.Length <= MaxLabel ? label : label[..(MaxLabel - 1)] + "…";
    }
}
