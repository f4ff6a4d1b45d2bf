namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The bounds that take time: node packing, then destructive improvement. Looked for once in a search, when it has lasted long enough.</summary>
internal sealed class BoundImprovement(SchedulingProblem problem, CriticalPath path)
{
    /// <summary>Larger projects would keep the search waiting for seconds.</summary>
    public const int MaxTasks = 400;

    // A search may build so many schedules in the time of one round over all stretches of time, times the rounds it takes; the bound is to take a fifth of the search.
    private const double SchedulesPerWork = 0.3;
    private const double Share = 5;

    private bool _isDone = problem.TaskCount is < 2 or > MaxTasks;

    /// <summary>Whether a search that has built <paramref name="schedules"/> schedules should ask now.</summary>
    public bool IsDue(long schedules) => !_isDone && schedules >= Share * SchedulesPerWork * Estimate();

    /// <summary>The better of <paramref name="known"/> and what is found below <paramref name="makespan"/>, the length of a schedule.</summary>
    public LowerBound Of(LowerBound known, long makespan)
    {
        _isDone = true;
        if (problem.TaskCount is < 2 or > MaxTasks || known.Makespan >= makespan)
            return known;
        var conflicts = new TaskConflicts(problem);
        long packing = NodePackingBound.Of(problem, path, conflicts);
        if (packing > known.Makespan)
            known = new LowerBound(packing, -1, "the tasks that must run one after the other");
        if (known.Makespan >= makespan)
            return known;
        long destructive = new DestructiveBound(problem, path, conflicts).Improve(known.Makespan, makespan);
        return destructive > known.Makespan ? new LowerBound(destructive, -1, "what the tasks' windows and the resources leave possible") : known;
    }

    /// <summary>Users of each resource to the power of three: the tasks in every stretch between a head and a tail.</summary>
    private double Estimate()
    {
        double work = 0;
        for (int resource = 0; resource < problem.ResourceCount; resource++)
        {
            int users = 0;
            for (int task = 0; task < problem.TaskCount; task++)
                users += problem.DemandsOf(task)[resource] > 0 ? 1 : 0;
            work += Math.Pow(users, 3);
        }

        return work / problem.TaskCount;
    }
}
