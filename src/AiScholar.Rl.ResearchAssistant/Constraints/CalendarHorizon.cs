namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How far calendars are looked at: far enough to do all tasks one after the other, twice, at most 20 years.</summary>
internal static class CalendarHorizon
{
    private static readonly TimeSpan Least = TimeSpan.FromDays(60);
    private static readonly TimeSpan Most = TimeSpan.FromDays(20 * 365.25);

    /// <summary>The horizon of a workflow in ticks.</summary>
    public static long Of(ResearchWorkflow workflow)
    {
        double hours = 0, last = 0;
        foreach (WorkflowTask task in workflow.TaskSequence)
        {
            hours += task.Modes.Select(mode => mode.Duration).Append(task.Duration).Max().TotalHours + task.Dependencies.Sum(tie => tie.Lag.TotalHours);
            last = Math.Max(last, Math.Max((task.ReleaseTime ?? TimeSpan.Zero).TotalHours, (task.PlannedStart ?? TimeSpan.Zero).TotalHours));
        }

        last = Math.Max(last, (workflow.Progress?.Now ?? TimeSpan.Zero).TotalHours);
        foreach (ResearchResource resource in workflow.Resources)
            last = Math.Max(last, resource.Replenishments.Select(delivery => delivery.At.TotalHours).DefaultIfEmpty().Max());
        double open = workflow.Calendars.Min(calendar => calendar.Weekly.Sum(interval => (interval.Until - interval.From).TotalHours));
        double exceptions = workflow.Calendars.SelectMany(calendar => calendar.Exceptions)
            .Select(exception => (exception.Date.ToDateTime(TimeOnly.MinValue) - workflow.StartsAt!.Value.DateTime).TotalHours + 48).DefaultIfEmpty().Max();
        double needed = Math.Max(last, exceptions) + 2 * hours * (168 / Math.Max(open, 1)) + Least.TotalHours;
        return TimeSpan.FromHours(Math.Min(needed, Most.TotalHours)).Ticks;
    }
}
