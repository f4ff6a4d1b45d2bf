namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns a rich outcome into the result a host reads.</summary>
internal static class RichWriter
{
    /// <summary>Writes the result of the optimizer named <paramref name="optimizer"/>.</summary>
    public static OptimizedWorkflow Write(RichOutcome outcome, string optimizer, TimeSpan executionTime)
    {
        RichProblem problem = outcome.Problem;
        IReadOnlyList<(int Task, int Blocker, string Through)> chain = RichChain.Of(problem, outcome.Schedule);
        long makespan = outcome.Schedule.Makespan, original = outcome.Baseline.Makespan;
        long bound = Math.Min(outcome.Bound, makespan);
        return new OptimizedWorkflow
        {
            OriginalWorkflow = problem.Workflow,
            OptimizedTasks = Tasks(problem, outcome.Schedule),
            OriginalTasks = Tasks(problem, outcome.Baseline),
            Makespan = TimeSpan.FromTicks(makespan),
            OriginalMakespan = TimeSpan.FromTicks(original),
            EfficiencyImprovement = original == 0 ? 0 : 1 - (double)makespan / original,
            OptimizationRationale = RichRationale.Write(outcome, chain),
            LowerBound = TimeSpan.FromTicks(bound),
            Gap = bound == 0 ? 0 : (double)(makespan - bound) / bound,
            IsProvenOptimal = outcome.IsProvenOptimal,
            CriticalChain = [.. chain.Select(link => problem.TaskId(link.Task))],
            SkippedTasks = [.. Enumerable.Range(0, problem.TaskCount).Where(task => !outcome.Schedule.Done[task]).Select(problem.TaskId)],
            TotalCost = Enumerable.Range(0, problem.TaskCount).Where(task => outcome.Schedule.Done[task]).Sum(task => RichObjectives.CostOf(problem, outcome.Schedule, task)),
            ObjectiveValues = [.. problem.Objectives.Select((objective, i) => new ObjectiveValue
            {
                Kind = objective.Kind,
                Value = outcome.Cost[i + 1],
                Original = outcome.BaselineCost[0] > 0 ? null : outcome.BaselineCost[i + 1],
                LowerBound = outcome.IsProvenOptimal ? outcome.Cost[i + 1] : outcome.ObjectiveBounds[i],
            })],
            Robustness = outcome.Robustness,
            OptimizerName = optimizer,
            ExecutionTime = executionTime,
            Issues = [.. outcome.Issues, .. Notes(outcome, optimizer)],
        };
    }

    private static IReadOnlyList<ScheduledTask> Tasks(RichProblem problem, RichSchedule schedule) =>
        [.. Enumerable.Range(0, problem.TaskCount).Where(task => schedule.Done[task]).OrderBy(task => schedule.Starts[task]).Select(task => One(problem, schedule, task))];

    private static ScheduledTask One(RichProblem problem, RichSchedule schedule, int task)
    {
        RichMode mode = problem.Tasks[task].Modes[schedule.Modes[task]];
        return new ScheduledTask
        {
            TaskId = problem.TaskId(task),
            Name = problem.Workflow.TaskSequence[task].Name,
            Start = TimeSpan.FromTicks(schedule.Starts[task]),
            End = TimeSpan.FromTicks(schedule.Ends[task]),
            Assignments = [.. mode.Renewables.Concat(mode.Consumables).OrderBy(demand => demand.Resource)
                .Select(demand => new ResourceDemand { ResourceId = problem.Workflow.Resources[demand.Resource].Id, Amount = demand.Amount })],
            ModeId = mode.Id,
            PersonIds = [.. schedule.People[task].Select(person => problem.Workflow.People[person].Id)],
            Segments = Segments(problem, schedule, task),
            Cost = RichObjectives.CostOf(problem, schedule, task),
            IsFrozen = problem.Tasks[task].Frozen is not null,
        };
    }

    private static IReadOnlyList<TaskSegment> Segments(RichProblem problem, RichSchedule schedule, int task)
    {
        RichTask one = problem.Tasks[task];
        if (one.Breaks != BreakBehavior.Split || one.Frozen is not null || problem.Calendars[schedule.Calendars[task]] is not { } hours)
            return [];
        (long start, long end) = (schedule.Starts[task], schedule.Ends[task]);
        var segments = new List<TaskSegment>();
        for (long at = start; at < end;)
        {
            long open = hours.NextOpen(at);
            if (open >= end)
                break;
            long close = Math.Min(end, hours.NextClose(open));
            segments.Add(new TaskSegment { Start = TimeSpan.FromTicks(open), End = TimeSpan.FromTicks(close) });
            at = close;
        }

        return segments.Count > 1 ? segments : [];
    }

    private static IEnumerable<ResultIssue> Notes(RichOutcome outcome, string optimizer)
    {
        RichProblem problem = outcome.Problem;
        string[] late = [.. Enumerable.Range(0, problem.TaskCount)
            .Where(task => outcome.Schedule.Done[task] && outcome.Schedule.Ends[task] > problem.Tasks[task].Deadline)
            .Select(problem.TaskId)];
        if (late.Length > 0)
            yield return Note($"{late.Length} of the tasks end after their deadlines: {string.Join(", ", late.Take(5).Select(id => $"'{id}'"))}{(late.Length > 5 ? ", …" : "")}.", optimizer);
        if (problem.Workflow.Deadline is { } deadline && outcome.Schedule.Makespan > deadline.Ticks)
            yield return Note($"The workflow ends {DurationText.Format(TimeSpan.FromTicks(outcome.Schedule.Makespan) - deadline)} after its deadline{(outcome.Bound > deadline.Ticks ? "; no schedule can meet it" : "")}.", optimizer);
        if (outcome.BaselineCost[0] > 0)
            yield return Note($"The {(problem.HasPlan ? "recorded plan" : "given order")} cannot keep all hard constraints; it is compared as near as it comes.", optimizer);
    }

    private static ResultIssue Note(string message, string optimizer) => new()
    {
        Code = AdvancedRlErrorCode.WorkflowInvalid,
        Severity = IssueSeverity.Information,
        Message = message,
        Source = optimizer,
    };
}
