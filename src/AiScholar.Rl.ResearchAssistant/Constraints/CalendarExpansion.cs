namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns a <see cref="WorkCalendar"/> into open intervals from the start of the workflow on.</summary>
/// <remarks>Hours are in local time. On the night the clocks change an hour that does not exist is shifted by the change, and one that comes twice is taken the first time.</remarks>
internal static class CalendarExpansion
{
    /// <summary>The open intervals of <paramref name="calendar"/> until <paramref name="horizon"/> ticks after <paramref name="start"/>.</summary>
    public static WorkHours Expand(WorkCalendar calendar, DateTimeOffset start, TimeZoneInfo? zone, long horizon)
    {
        var exceptions = calendar.Exceptions.ToDictionary(exception => exception.Date, exception => exception.Hours);
        var weekly = new List<(TimeSpan From, TimeSpan Until)>[7];
        for (int day = 0; day < 7; day++)
            weekly[day] = [.. calendar.Weekly.Where(interval => (int)interval.Day == day).Select(interval => (interval.From, interval.Until)).Order()];
        DateTimeOffset local = zone is null ? start : TimeZoneInfo.ConvertTime(start, zone);
        var date = DateOnly.FromDateTime(local.DateTime);
        var intervals = new List<(long, long)>();
        while (true)
        {
            long midnight = TicksOf(date, TimeSpan.Zero, start, zone);
            if (midnight >= horizon || date == DateOnly.MaxValue)
                break;
            IEnumerable<(TimeSpan From, TimeSpan Until)> hours = exceptions.TryGetValue(date, out IReadOnlyList<DailyInterval>? own)
                ? own.Select(interval => (interval.From, interval.Until)).Order()
                : weekly[(int)date.DayOfWeek];
            foreach ((TimeSpan from, TimeSpan until) in hours)
            {
                long opens = Math.Max(0, TicksOf(date, from, start, zone)), closes = Math.Min(horizon, TicksOf(date, until, start, zone));
                if (opens < closes)
                    intervals.Add((opens, closes));
            }

            date = date.AddDays(1);
        }

        return new WorkHours(intervals);
    }

    private static long TicksOf(DateOnly date, TimeSpan time, DateTimeOffset start, TimeZoneInfo? zone)
    {
        DateTime local = date.ToDateTime(TimeOnly.MinValue) + time;
        if (zone is null)
            return (local - start.DateTime).Ticks;
        if (zone.IsInvalidTime(local))
            local += TimeSpan.FromHours(1);
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return (local - offset - start.UtcDateTime).Ticks;
    }
}
