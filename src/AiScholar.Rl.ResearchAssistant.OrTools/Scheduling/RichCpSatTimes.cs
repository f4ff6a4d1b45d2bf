namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>The unit in which CP-SAT counts the times of a rich problem: the greatest common divisor of all times, or a coarser one that keeps the horizon small.</summary>
internal sealed class RichCpSatTimes
{
    // CP-SAT slows with the horizon and multiplies times by weights in 64 bits.
    private const long MaxHorizon = 1L << 24;

    public RichCpSatTimes(RichProblem problem, long horizon)
    {
        long divisor = problem.Now;
        foreach (RichTask task in problem.Tasks)
        {
            Take(task.Release);
            TakeIfSet(task.HardDeadline);
            TakeIfSet(task.Deadline);
            TakeIfSet(task.Due);
            Take(Math.Max(0, task.Planned));
            foreach (RichMode mode in task.Modes)
                Take(mode.Duration);
            foreach (RichTie tie in task.Ties)
            {
                Take(tie.Min);
                TakeIfSet(tie.Max);
            }

            Take(task.Frozen?.Start ?? 0);
            Take(task.Frozen?.End ?? 0);
        }

        foreach ((long at, _) in problem.Deliveries.OfType<(long At, int Amount)[]>().SelectMany(rows => rows))
            Take(at);
        foreach (long[,] setups in problem.Setups.OfType<long[,]>())
        {
            foreach (long setup in setups)
                Take(setup);
        }

        foreach (int calendar in problem.Tasks.SelectMany(task => task.Modes).Select(mode => mode.Calendar).Concat(problem.PersonCalendars).Distinct())
        {
            WorkHours? hours = problem.Calendars[calendar];
            for (int i = 0; hours is not null && i < hours.Count && hours[i].From < horizon; i++)
            {
                Take(hours[i].From);
                Take(hours[i].Until);
            }
        }

        Unit = Math.Max(1, divisor);
        IsExact = horizon / Unit <= MaxHorizon;
        if (!IsExact)
            Unit = horizon / MaxHorizon + 1;
        Horizon = horizon / Unit + 1;

        void TakeIfSet(long time) => Take(time == RichTask.None ? 0 : time);

        void Take(long time)
        {
            long other = time;
            while (other != 0)
                (divisor, other) = (other, divisor % other);
        }
    }

    /// <summary>Ticks of a unit.</summary>
    public long Unit { get; }

    /// <summary>Whether all times are whole units, so that what is proven of the model holds for the problem.</summary>
    public bool IsExact { get; }

    /// <summary>The horizon in units.</summary>
    public long Horizon { get; }

    /// <summary>In units, rounded up; at most twice the horizon.</summary>
    public long Up(long ticks) => Math.Min(2 * Horizon, ticks / Unit + (ticks % Unit == 0 ? 0 : 1));

    /// <summary>In units, rounded down; at most twice the horizon.</summary>
    public long Down(long ticks) => Math.Min(2 * Horizon, ticks / Unit);
}
