namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds the tasks that hold one another, through ties, resources or people, from the start of a rich schedule to its end.</summary>
internal static class RichChain
{
    /// <summary>The links in the order of time: each task, what it waits for (-1 for nothing) and through what (empty for a tie).</summary>
    public static IReadOnlyList<(int Task, int Blocker, string Through)> Of(RichProblem problem, RichSchedule schedule)
    {
        var chain = new List<(int, int, string)>();
        var seen = new HashSet<int>();
        int task = -1;
        for (int i = 0; i < problem.TaskCount; i++)
        {
            if (schedule.Done[i] && (task < 0 || schedule.Ends[i] > schedule.Ends[task]))
                task = i;
        }

        while (task >= 0 && seen.Add(task))
        {
            (int blocker, string through) = BlockerOf(problem, schedule, task);
            chain.Add((task, blocker, through));
            task = blocker;
        }

        chain.Reverse();
        return chain;
    }

    private static (int Task, string Through) BlockerOf(RichProblem problem, RichSchedule schedule, int task)
    {
        RichTask one = problem.Tasks[task];
        if (one.Frozen is not null)
            return (-1, "");
        foreach (RichTie tie in one.Ties)
        {
            if (!schedule.Done[tie.First])
                continue;
            long from = (tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? schedule.Ends : schedule.Starts)[tie.First] + tie.Min;
            bool binds = tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart
                ? Ready(from) == schedule.Starts[task]
                : from == schedule.Ends[task];
            if (binds)
                return (tie.First, "");
        }

        for (int other = 0; other < problem.TaskCount; other++)
        {
            if (other == task || !schedule.Done[other] || schedule.Ends[other] > schedule.Starts[task] || schedule.Starts[other] == schedule.Ends[other])
                continue;
            if (Shared(problem, schedule, task, other) is { } shared && Ready(schedule.Ends[other] + shared.Setup) == schedule.Starts[task])
                return (other, shared.Through);
        }

        return (-1, "");

        long Ready(long time)
        {
            long work = one.Modes[schedule.Modes[task]].Duration;
            return WorkTime.Align(problem.Calendars[schedule.Calendars[task]], one.Breaks, time, work);
        }
    }

    private static (string Through, long Setup)? Shared(RichProblem problem, RichSchedule schedule, int task, int other)
    {
        RichMode mine = problem.Tasks[task].Modes[schedule.Modes[task]], its = problem.Tasks[other].Modes[schedule.Modes[other]];
        foreach (RichDemand demand in mine.Renewables)
        {
            if (!its.Renewables.Any(one => one.Resource == demand.Resource))
                continue;
            ResearchResource resource = problem.Workflow.Resources[demand.Resource];
            (int before, int after) = (problem.Tasks[other].Family, problem.Tasks[task].Family);
            long setup = problem.Setups[demand.Resource] is { } setups && before >= 0 && after >= 0 ? setups[before + 1, after] : 0;
            return (resource.Name.Length > 0 ? resource.Name : resource.Id, setup);
        }

        foreach (int person in schedule.People[task])
        {
            if (schedule.People[other].Contains(person))
                return (problem.Workflow.People[person] is { Name.Length: > 0 } named ? named.Name : problem.Workflow.People[person].Id, 0);
        }

        return null;
    }
}
