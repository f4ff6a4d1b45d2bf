namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks the calendars of a workflow.</summary>
internal sealed class WorkflowCalendarRules(ResearchWorkflow workflow, WorkflowFaults faults, HashSet<string> ids)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Notes every fault; known ids are collected.</summary>
    public void Check()
    {
        if (workflow.Calendars.Count == 0)
            return;
        if (workflow.StartsAt is null)
            faults.Add("start", "It has calendars but no start time; set StartsAt.");
        if (workflow.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            faults.Add("time zone", $"Its time zone '{zone}' is unknown to this machine.");
        foreach (WorkCalendar calendar in workflow.Calendars)
        {
            if (string.IsNullOrWhiteSpace(calendar.Id) || !ids.Add(calendar.Id))
                faults.Add("calendar", $"Two calendars have the id '{calendar.Id}', or it is empty.");
            for (int day = 0; day < 7; day++)
                CheckHours(calendar, ((DayOfWeek)day).ToString(), calendar.Weekly.Where(interval => (int)interval.Day == day).Select(interval => (interval.From, interval.Until)));
            if (calendar.Weekly.Any(interval => interval.Day is < DayOfWeek.Sunday or > DayOfWeek.Saturday))
                faults.Add("calendar", $"Calendar '{calendar.Id}' has hours on an unknown day.");
            foreach (IGrouping<DateOnly, CalendarDay> date in calendar.Exceptions.GroupBy(exception => exception.Date))
            {
                if (date.Count() > 1)
                    faults.Add("calendar", $"Calendar '{calendar.Id}' has two exceptions on {date.Key:yyyy-MM-dd}.");
                CheckHours(calendar, date.Key.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), date.First().Hours.Select(interval => (interval.From, interval.Until)));
            }

            if (calendar.Weekly.Count == 0 && calendar.Exceptions.All(exception => exception.Hours.Count == 0))
                faults.Add("calendar", $"Calendar '{calendar.Id}' never opens.");
        }
    }

    private void CheckHours(WorkCalendar calendar, string day, IEnumerable<(TimeSpan From, TimeSpan Until)> hours)
    {
        TimeSpan last = TimeSpan.Zero;
        foreach ((TimeSpan from, TimeSpan until) in hours.Order())
        {
            if (from < TimeSpan.Zero || until <= from || until > Day)
                faults.Add("calendar", $"Calendar '{calendar.Id}' has the hours {from} to {until} on {day}; they must go forward from 0 to 24 hours.");
            else if (from < last)
                faults.Add("calendar", $"Calendar '{calendar.Id}' has hours that overlap on {day}.");
            last = until;
        }
    }
}
