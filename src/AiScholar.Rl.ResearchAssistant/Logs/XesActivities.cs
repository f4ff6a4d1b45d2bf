namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Makes activities of the events of a trace: in time order where all have a time, a start and its completion as one.</summary>
internal static class XesActivities
{
    /// <summary>The activities.</summary>
    /// <param name="events">The events as the log gives them.</param>
    /// <param name="pair">Whether to join starts and completions. A start without a completion stays without an end; a completion without a start, and any other event, is an activity of its own.</param>
    public static IReadOnlyList<WorkflowActivity> From(List<XesEvent> events, bool pair)
    {
        var activities = new WorkflowActivity[events.Count];
        int count = 0;
        Dictionary<(string, string?), Queue<int>>? open = null;
        foreach (XesEvent read in InOrder(events))
        {
            var key = (read.Activity, read.Instance);
            if (pair && Is(read.Transition, "complete") && open is not null && open.TryGetValue(key, out Queue<int>? starts) && starts.TryDequeue(out int started))
            {
                activities[started] = activities[started] with { End = read.Time, Person = activities[started].Person ?? read.Person };
                continue;
            }

            if (pair && Is(read.Transition, "start"))
            {
                open ??= [];
                if (!open.TryGetValue(key, out starts))
                    open.Add(key, starts = new Queue<int>());
                starts.Enqueue(count);
            }

            activities[count++] = new WorkflowActivity { Name = read.Activity, Start = read.Time, Person = read.Person };
        }

        return count == activities.Length ? activities : activities[..count];
    }

    private static IEnumerable<XesEvent> InOrder(List<XesEvent> events)
    {
        bool isOrdered = true;
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i].Time is null)
                return events;
            isOrdered &= i == 0 || events[i - 1].Time <= events[i].Time;
        }

        return isOrdered ? events : events.OrderBy(read => read.Time);
    }

    private static bool Is(string? transition, string expected) => string.Equals(transition, expected, StringComparison.OrdinalIgnoreCase);
}
