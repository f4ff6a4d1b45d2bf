namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns an outcome in indices and units into the result a host reads.</summary>
internal static class OptimizedWorkflowWriter
{
    /// <summary>Writes the result of the optimizer named <paramref name="optimizer"/>.</summary>
    public static OptimizedWorkflow Write(OptimizationOutcome outcome, string optimizer, TimeSpan executionTime)
    {
        CompiledWorkflow compiled = outcome.Compiled;
        IReadOnlyList<ChainLink> chain = CriticalChain.Of(compiled.Problem, outcome.Starts);
        long makespan = outcome.Cost.Makespan;
        long original = outcome.Baseline.Makespan;
        return new OptimizedWorkflow
        {
            OriginalWorkflow = compiled.Workflow,
            OptimizedTasks = Tasks(compiled, outcome.Starts),
            OriginalTasks = Tasks(compiled, outcome.Baseline.Starts),
            Makespan = compiled.ToTime(makespan),
            OriginalMakespan = compiled.ToTime(original),
            EfficiencyImprovement = original == 0 ? 0 : 1 - (double)makespan / original,
            OptimizationRationale = OptimizationRationale.Write(outcome, chain),
            LowerBound = compiled.ToTime(outcome.LowerBound),
            Gap = outcome.LowerBound == 0 ? 0 : (double)(makespan - outcome.LowerBound) / outcome.LowerBound,
            IsProvenOptimal = outcome.IsProvenOptimal,
            CriticalChain = [.. chain.Select(link => compiled.TaskId(link.Task))],
            ObjectiveValues = Objectives(outcome),
            SchedulesGenerated = outcome.Schedules,
            Robustness = outcome.Robustness,
            OptimizerName = optimizer,
            ExecutionTime = executionTime,
            Issues = [.. outcome.Issues, .. DeadlineIssues(outcome, optimizer), .. PlanIssues(outcome, optimizer)],
        };
    }

    /// <summary>Lateness, where something is due, and the makespan, in hours: all that is judged here. What costs something is no plain workflow, so the total cost stays 0.</summary>
    private static IReadOnlyList<ObjectiveValue> Objectives(OptimizationOutcome outcome)
    {
        SchedulingProblem problem = outcome.Compiled.Problem;
        ScheduleCost original = ScheduleCost.Of(problem, outcome.Baseline.Starts, outcome.Baseline.Makespan);
        var makespan = new ObjectiveValue
        {
            Kind = ObjectiveKind.Makespan,
            Value = Hours(outcome.Cost.Makespan),
            Original = Hours(original.Makespan),
            LowerBound = outcome.IsProvenOptimal ? Hours(outcome.Cost.Makespan) : Hours(outcome.LowerBound),
        };
        if (!problem.HasDueTimes)
            return [makespan];
        var lateness = new ObjectiveValue
        {
            Kind = ObjectiveKind.Lateness,
            Value = Hours(outcome.Cost.Lateness),
            Original = Hours(original.Lateness),
            LowerBound = outcome.IsProvenOptimal ? Hours(outcome.Cost.Lateness) : 0,
        };
        return [lateness, makespan];

        double Hours(long units) => (double)units * problem.UnitTicks / TimeSpan.TicksPerHour;
    }

    private static IReadOnlyList<ScheduledTask> Tasks(CompiledWorkflow compiled, long[] starts) =>
        [.. Enumerable.Range(0, starts.Length).OrderBy(task => starts[task]).Select(task => new ScheduledTask
        {
            TaskId = compiled.TaskId(task),
            Name = compiled.Workflow.TaskSequence[task].Name,
            Start = compiled.ToTime(starts[task]),
            End = compiled.ToTime(starts[task] + compiled.Problem.Durations[task]),
            Assignments = Assignments(compiled, task),
        })];

    private static IReadOnlyList<ResourceDemand> Assignments(CompiledWorkflow compiled, int task)
    {
        ReadOnlySpan<int> demands = compiled.Problem.DemandsOf(task);
        var assignments = new List<ResourceDemand>();
        for (int resource = 0; resource < demands.Length; resource++)
        {
            if (demands[resource] > 0)
                assignments.Add(new ResourceDemand { ResourceId = compiled.Workflow.Resources[resource].Id, Amount = demands[resource] });
        }

        return assignments;
    }

    private static IEnumerable<ResultIssue> DeadlineIssues(OptimizationOutcome outcome, string optimizer)
    {
        CompiledWorkflow compiled = outcome.Compiled;
        int[] late = [.. Enumerable.Range(0, outcome.Starts.Length)
            .Where(task => outcome.Starts[task] + compiled.Problem.Durations[task] > compiled.Problem.DueTimes[task])];
        if (late.Length > 0)
        {
            string named = string.Join(", ", late.Take(5).Select(task => $"'{compiled.TaskId(task)}'"));
            yield return Issue($"{late.Length} of the tasks end after their deadlines: {named}{(late.Length > 5 ? ", …" : "")}.", optimizer);
        }

        if (compiled.Workflow.Deadline is { } deadline && compiled.ToTime(outcome.Cost.Makespan) > deadline)
        {
            string verdict = compiled.ToTime(outcome.LowerBound) > deadline ? "; no schedule can meet it" : "";
            yield return Issue($"The workflow ends {DurationText.Format(compiled.ToTime(outcome.Cost.Makespan) - deadline)} after its deadline{verdict}.", optimizer);
        }
    }

    private static IEnumerable<ResultIssue> PlanIssues(OptimizationOutcome outcome, string optimizer)
    {
        int planned = outcome.Compiled.Workflow.TaskSequence.Count(task => task.PlannedStart is not null);
        if (outcome.Baseline.MovedTasks > 0)
            yield return Issue($"The recorded plan breaks a dependency, a release time or a capacity; {outcome.Baseline.MovedTasks} of its tasks start later in the schedule it is compared as.", optimizer);
        else if (planned > 0 && outcome.Compiled.PlannedStarts is null)
            yield return Issue($"Only {planned} of {outcome.Compiled.Workflow.TaskSequence.Count} tasks carry a planned start; the given order is compared instead of the plan.", optimizer);
    }

    private static ResultIssue Issue(string message, string optimizer) => new()
    {
        Code = AdvancedRlErrorCode.WorkflowInvalid,
        Severity = IssueSeverity.Information,
        Message = message,
        Source = optimizer,
    };
}
