namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Chooses people for a task at a time: a maximum matching of places and free candidates, the preferred first. For one decoding at a time.</summary>
/// <remarks>Kuhn, "The Hungarian method for the assignment problem", NRLQ 2 (1955): augmenting paths; the few places of a task make it cheap.</remarks>
internal sealed class PeopleMatcher(RichProblem problem, BusyTimeline[] busy)
{
    private readonly int[] _placeOf = new int[problem.PersonCalendars.Length];
    private readonly bool[] _seen = new bool[problem.PersonCalendars.Length];
    private readonly long[] _ends = new long[problem.PersonCalendars.Length];
    private int[] _personOf = [];
    private int[][] _orders = [];

    /// <summary>The people of the last successful match, by need.</summary>
    public int[] Chosen() => [.. _personOf];

    /// <summary><paramref name="start"/> when people can be found, with the end and the hours that then hold; else a later time to try.</summary>
    public long Match(RichMode mode, BreakBehavior breaks, long start, long work, int preference, out long end, out int calendar)
    {
        (end, calendar) = (0, mode.Calendar);
        long next = WorkTime.Never;
        Array.Fill(_placeOf, -1);
        _personOf = new int[mode.PeopleCount];
        _orders = new int[mode.PeopleCount][];
        Array.Fill(_personOf, -1);
        int places = 0;
        foreach (RichNeed need in mode.Needs)
        {
            foreach (int person in need.Candidates)
                next = Math.Min(next, Look(person, mode.Calendar, breaks, start, work));
            int[] order = need.People == 0 ? [] : Order(need, preference);
            for (int i = 0; i < need.People; i++)
                _orders[places++] = order;
        }

        for (int place = 0; place < places; place++)
        {
            Array.Clear(_seen);
            if (!Augment(place))
                return next;
        }

        foreach (int person in _personOf)
            calendar = problem.Calendars.Merge(calendar, problem.PersonCalendars[person]);
        WorkHours? hours = problem.Calendars[calendar];
        long aligned = WorkTime.Align(hours, breaks, start, work);
        if (aligned != start)
            return Math.Min(next, aligned);
        end = WorkTime.EndOf(hours, breaks, start, work);
        foreach (int person in _personOf)
        {
            // Together they may take longer than each alone.
            if (busy[person].NextFree(start, end) != start)
                return Math.Min(next, busy[person].NextFree(start, end));
        }

        return end < WorkTime.Never ? start : next;
    }

    /// <summary>Notes when the task would end with <paramref name="person"/> alone (never, when not free) and returns the next time at which that may change.</summary>
    private long Look(int person, int calendar, BreakBehavior breaks, long start, long work)
    {
        WorkHours? hours = problem.Calendars[problem.Calendars.Merge(calendar, problem.PersonCalendars[person])];
        _ends[person] = WorkTime.Never;
        long aligned = WorkTime.Align(hours, breaks, start, work);
        if (aligned != start)
            return aligned;
        long end = WorkTime.EndOf(hours, breaks, start, work);
        if (end < WorkTime.Never && busy[person].NextFree(start, end) == start)
            _ends[person] = end;
        return Math.Min(busy[person].NextEnd(start), hours?.NextOpening(start) ?? WorkTime.Never);
    }

    private int[] Order(RichNeed need, int preference)
    {
        if (preference == 0)
            return [.. need.Candidates.OrderBy(person => _ends[person])];
        int turn = (preference - 1) % need.Candidates.Length;
        return [.. need.Candidates[turn..], .. need.Candidates[..turn]];
    }

    private bool Augment(int place)
    {
        foreach (int person in _orders[place])
        {
            if (_seen[person] || _ends[person] >= WorkTime.Never)
                continue;
            _seen[person] = true;
            if (_placeOf[person] >= 0 && !Augment(_placeOf[person]))
                continue;
            _placeOf[person] = place;
            _personOf[place] = person;
            return true;
        }

        return false;
    }
}
