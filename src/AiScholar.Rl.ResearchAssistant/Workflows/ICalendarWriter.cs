using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Writes a schedule as an iCalendar file (RFC 5545): an event a task, or a stretch of one that breaks split.</summary>
public static class ICalendarWriter
{
    private const int MaxOctets = 75;

    /// <summary>Writes the schedule; times are UTC.</summary>
    /// <param name="optimized">The schedule.</param>
    /// <param name="startsAt">When the workflow starts; null for its own <see cref="ResearchWorkflow.StartsAt"/>.</param>
    /// <param name="stamp">When the file was made, for <c>DTSTAMP</c>; null for the start of the workflow.</param>
    /// <exception cref="ArgumentException">Neither says when it starts.</exception>
    public static string Write(OptimizedWorkflow optimized, DateTimeOffset? startsAt = null, DateTimeOffset? stamp = null)
    {
        ArgumentNullException.ThrowIfNull(optimized);
        DateTimeOffset start = startsAt ?? optimized.OriginalWorkflow.StartsAt
            ?? throw new ArgumentException("The workflow has no start time; give one.", nameof(startsAt));
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//AiScholar.Rl//Research assistant//EN");
        foreach (ScheduledTask task in optimized.OptimizedTasks)
        {
            IReadOnlyList<TaskSegment> stretches = task.Segments.Count > 0 ? task.Segments : [new TaskSegment { Start = task.Start, End = task.End }];
            for (int i = 0; i < stretches.Count; i++)
                Event(text, optimized.OriginalWorkflow, task, stretches[i], i, stretches.Count, start, stamp ?? start);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, ResearchWorkflow workflow, ScheduledTask task, TaskSegment stretch, int index, int count, DateTimeOffset start, DateTimeOffset stamp)
    {
        string part = count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({index + 1}/{count})");
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape($"{workflow.Id}/{task.TaskId}/{index}")}@aischolar");
        Line(text, $"DTSTAMP:{Utc(stamp)}");
        Line(text, $"DTSTART:{Utc(start + stretch.Start)}");
        // An event without length has a start alone.
        if (stretch.End > stretch.Start)
            Line(text, $"DTEND:{Utc(start + stretch.End)}");
        Line(text, $"SUMMARY:{Escape((task.Name.Length > 0 ? task.Name : task.TaskId) + part)}");
        string[] details = [.. Details(workflow, task)];
        if (details.Length > 0)
            Line(text, $"DESCRIPTION:{Escape(string.Join('\n', details))}");
        if (task.Assignments.Count > 0)
            Line(text, $"RESOURCES:{string.Join(',', task.Assignments.Select(one => Escape(one.ResourceId)))}");
        Line(text, "END:VEVENT");
    }

    private static IEnumerable<string> Details(ResearchWorkflow workflow, ScheduledTask task)
    {
        if (task.PersonIds.Count > 0)
            yield return "People: " + string.Join(", ", task.PersonIds.Select(id => workflow.People.FirstOrDefault(person => person.Id == id) is { Name.Length: > 0 } named ? named.Name : id));
        if (task.ModeId is { } mode)
            yield return $"Mode: {mode}";
        if (task.Assignments.Count > 0)
            yield return "Needs: " + string.Join(", ", task.Assignments.Select(one => one.Amount == 1 ? one.ResourceId : string.Create(CultureInfo.InvariantCulture, $"{one.Amount} x {one.ResourceId}")));
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Section 3.3.11: backslash, semicolon, comma and line break are escaped; other control characters are not allowed.</summary>
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (char sign in value.ReplaceLineEndings("\n"))
        {
            if (sign is '\\' or ';' or ',')
                text.Append('\\').Append(sign);
            else if (sign == '\n')
                text.Append("\\n");
            else if (!char.IsControl(sign) || sign == '\t')
                text.Append(sign);
        }

        return text.ToString();
    }

    /// <summary>Section 3.1: lines end with CR LF and are folded after 75 octets, never within a character.</summary>
    private static void Line(StringBuilder text, string line)
    {
        int octets = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
