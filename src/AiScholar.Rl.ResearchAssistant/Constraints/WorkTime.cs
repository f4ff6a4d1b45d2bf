namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Starts and ends of tasks under working hours; null hours are always open.</summary>
internal static class WorkTime
{
    /// <summary>A time that does not come.</summary>
    public const long Never = long.MaxValue / 4;

    /// <summary>The first permitted start from <paramref name="time"/> on of a task that works for <paramref name="work"/>. One without length starts at any time.</summary>
    public static long Align(WorkHours? hours, BreakBehavior breaks, long time, long work)
    {
        if (hours is null || work == 0 || time >= Never)
            return time;
        return breaks == BreakBehavior.Fit ? hours.NextFit(time, work) : hours.NextOpen(time);
    }

    /// <summary>When a task ends that starts at the permitted <paramref name="start"/>.</summary>
    public static long EndOf(WorkHours? hours, BreakBehavior breaks, long start, long work)
    {
        if (start >= Never)
            return Never;
        return hours is null || work == 0 || breaks != BreakBehavior.Split ? start + work : hours.EndOf(start, work);
    }

    /// <summary>The first permitted start from <paramref name="start"/> on from which the task ends no sooner than <paramref name="end"/>.</summary>
    public static long AlignForEnd(WorkHours? hours, BreakBehavior breaks, long start, long work, long end)
    {
        start = Align(hours, breaks, start, work);
        if (hours is null || work == 0 || breaks != BreakBehavior.Split)
            return Align(hours, breaks, Math.Max(start, end - work), work);
        while (start < Never)
        {
            long reached = hours.EndOf(start, work);
            if (reached >= end)
                break;
            // What is missing of open time, shifted at the other end; one tick when the wanted end lies in a break.
            long missing = Math.Max(1, hours.OpenBetween(reached, end));
            start = hours.NextOpen(hours.EndOf(start, missing));
        }

        return start;
    }
}
