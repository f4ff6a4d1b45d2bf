namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// What an optimized schedule is compared with. With a recorded plan (every task carries a planned start): the tasks in the plan's order, none before its
/// planned start, so a plan that breaks nothing stays as it is. Without one: the given order, each task as early as dependencies and resources allow.
/// </summary>
internal sealed record BaselineSchedule
{
    /// <summary>The order, made precedence-feasible.</summary>
    public required int[] List { get; init; }

    /// <summary>Start of each task.</summary>
    public required long[] Starts { get; init; }

    /// <summary>End of the last task.</summary>
    public required long Makespan { get; init; }

    /// <summary>Tasks that had to start later than the plan says, because it breaks a dependency, a release time or a resource's capacity.</summary>
    public required int MovedTasks { get; init; }

    /// <summary>The baseline of a workflow.</summary>
    public static BaselineSchedule Of(CompiledWorkflow workflow)
    {
        SchedulingProblem problem = workflow.Problem;
        long[]? plan = workflow.PlannedStarts;
        var list = new int[problem.TaskCount];
        var starts = new long[problem.TaskCount];
        long[] keys = plan ?? [.. Enumerable.Range(0, problem.TaskCount).Select(task => (long)task)];
        TopologicalSort.ByKey(problem.Predecessors, problem.Successors, keys, list);
        long[] releases = plan is null ? problem.Releases : [.. plan.Zip(problem.Releases, Math.Max)];
        // A plan may lie far beyond the horizon that packed profiles are made for.
        long makespan = new ScheduleDecoder<EventProfile>(problem, new EventProfile(problem)).Decode(list, starts, releases);
        return new BaselineSchedule
        {
            List = list,
            Starts = starts,
            Makespan = makespan,
            MovedTasks = plan is null ? 0 : starts.Zip(plan).Count(pair => pair.First != pair.Second),
        };
    }
}
