using System.Globalization;
using System.Security;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Draws a schedule as SVG: a row a task, the critical chain in a stronger colour, breaks as gaps.</summary>
public static class SvgGantt
{
    private const int RowHeight = 22;
    private const int LabelWidth = 220;
    private const int Axis = 34;

    /// <summary>Draws the schedule.</summary>
    /// <param name="optimized">The schedule.</param>
    /// <param name="width">Width of the time axis in pixels, 100 to 10,000.</param>
    /// <returns>A complete SVG document; text in it is escaped, and it holds no scripts and no links.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of its range.</exception>
    public static string Render(OptimizedWorkflow optimized, int width = 800)
    {
        ArgumentNullException.ThrowIfNull(optimized);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 10_000);
        IReadOnlyList<ScheduledTask> tasks = optimized.OptimizedTasks;
        HashSet<string> critical = [.. optimized.CriticalChain];
        double span = Math.Max(1, tasks.Select(task => task.End.Ticks).DefaultIfEmpty().Max());
        int height = Axis + tasks.Count * RowHeight + 10;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{LabelWidth + width + 20}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(optimized.OriginalWorkflow is { Name.Length: > 0 } named ? named.Name : optimized.OriginalWorkflow.Id)}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int tick = 0; tick <= 4; tick++)
        {
            double x = LabelWidth + width * tick / 4.0;
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.##}\" y1=\"{Axis - 10}\" x2=\"{x:0.##}\" y2=\"{height - 8}\" stroke=\"#d0d4da\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{Axis - 16}\" text-anchor=\"middle\" fill=\"#444\">{DurationText.Format(TimeSpan.FromTicks((long)(span * tick / 4)))}</text>\n");
        }

        for (int i = 0; i < tasks.Count; i++)
            Row(svg, optimized.OriginalWorkflow, tasks[i], Axis + i * RowHeight, width, span, critical.Contains(tasks[i].TaskId));
        return svg.Append("</svg>\n").ToString();
    }

    private static void Row(StringBuilder svg, ResearchWorkflow workflow, ScheduledTask task, int y, int width, double span, bool isCritical)
    {
        string label = task.Name.Length > 0 ? task.Name : task.TaskId;
        string shown = label.Length > 30 ? label[..29] + "…" : label;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{y + 15}\" text-anchor=\"end\" fill=\"#222\">{Escape(shown)}</text>\n");
        string colour = task.IsFrozen ? "#9aa5b1" : isCritical ? "#c2410c" : "#2563eb";
        string people = task.PersonIds.Count == 0 ? "" : $", {string.Join(", ", task.PersonIds.Select(id => workflow.People.FirstOrDefault(person => person.Id == id) is { Name.Length: > 0 } named ? named.Name : id))}";
        string note = $"{label}: {DurationText.Format(task.Start)} – {DurationText.Format(task.End)}{people}";
        if (task.Segments.Count > 1)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(task.Start):0.##}\" y1=\"{y + 11}\" x2=\"{X(task.End):0.##}\" y2=\"{y + 11}\" stroke=\"{colour}\" stroke-dasharray=\"3 3\"/>\n");
        foreach (TaskSegment stretch in task.Segments.Count > 0 ? task.Segments : [new TaskSegment { Start = task.Start, End = task.End }])
        {
            double x = X(stretch.Start), length = Math.Max(2, X(stretch.End) - x);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y + 3}\" width=\"{length:0.##}\" height=\"{RowHeight - 6}\" rx=\"2\" fill=\"{colour}\"><title>{Escape(note)}</title></rect>\n");
        }

        double X(TimeSpan time) => LabelWidth + width * (time.Ticks / span);
    }

    private static string Escape(string value) => SecurityElement.Escape(string.Concat(value.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign) && sign is not ('\uFFFE' or '\uFFFF'))));
}
