namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>The exact optimizer: the managed search first, then CP-SAT from its best schedule on, to improve it and to prove it best.</summary>
/// <remarks>
/// It minimizes the sum by which tasks miss their deadlines, then the makespan. Without a time budget one seeded CP-SAT worker runs to a count of work, so that a
/// run repeats exactly; with one, several race each other and it does not.
/// </remarks>
internal sealed class CpSatWorkflowOptimizer(ExtensionContext context, TimeProvider clock) : IWorkflowOptimizer
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "cp-sat";

    /// <summary>The part of a time budget that the managed search may use.</summary>
    private const double ManagedShare = 0.3;

    /// <inheritdoc/>
    public async ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        OptimizationBudget.Check(request);
        return await Task.Run(() => Optimize(workflow, request ?? new OptimizationRequest(), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private OptimizedWorkflow Optimize(ResearchWorkflow workflow, OptimizationRequest request, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        CompiledWorkflow compiled = WorkflowCompiler.Compile(workflow, WorkflowLimits.From(context));
        BaselineSchedule baseline = BaselineSchedule.Of(compiled);
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan time = OptimizationBudget.Time(request, context);
        long schedules = request.ScheduleBudget ?? context.GetParameter("ScheduleBudget", OptimizationBudget.DefaultSchedules);
        var budget = new SearchBudget(schedules, time * ManagedShare, clock, cancellationToken);
        ScheduleSearchResult found = ManagedSearch.Run(compiled, baseline, budget, request);
        var outcome = new OptimizationOutcome
        {
            Compiled = compiled,
            Baseline = baseline,
            Starts = found.Starts,
            Cost = found.Cost,
            LowerBound = found.Bound.Makespan,
            BoundSource = ManagedSearch.BoundSource(compiled, found.Bound),
            IsProvenOptimal = found.IsOptimal,
            Method = ManagedSearch.Describe(found, request.Seed),
        };
        if (found.IsOptimal || cancellationToken.IsCancellationRequested)
            outcome = outcome with { Issues = ManagedSearch.Issues(found, budget, request, context) };
        else
            outcome = Polish(outcome, found, CpSatSettings.Of(request, context, time - clock.GetElapsedTime(started)), cancellationToken);
        return OptimizedWorkflowWriter.Write(outcome, context.Name, clock.GetElapsedTime(started));
    }

    private OptimizationOutcome Polish(OptimizationOutcome outcome, ScheduleSearchResult found, CpSatSettings settings, CancellationToken cancellationToken)
    {
        SchedulingProblem problem = outcome.Compiled.Problem;
        CpSatResult polished = CpSatSearch.Run(problem, found, settings, cancellationToken);
        if (polished.Starts is not null)
        {
            (long[] starts, ScheduleCost cost) = TrueSchedule(problem, polished.Starts);
            if (cost < outcome.Cost)
                outcome = outcome with { Starts = starts, Cost = cost };
        }

        bool isProven = polished.IsProven || (outcome.Cost.Lateness == 0 && polished.LowerBound >= outcome.Cost.Makespan);
        string verdict = isProven ? "proved it best" : outcome.Cost < found.Cost ? "improved it" : "found none better";
        outcome = outcome with
        {
            IsProvenOptimal = isProven,
            Method = $"{outcome.Method} CP-SAT went on from there with {settings.Workers} {(settings.Workers == 1 ? "worker" : "workers")} and {verdict}.",
            Issues = cancellationToken.IsCancellationRequested && !isProven ? [Cancelled()] : [],
        };
        return polished.LowerBound > outcome.LowerBound
            ? outcome with { LowerBound = Math.Min(polished.LowerBound, outcome.Cost.Makespan), BoundSource = "the proof of CP-SAT" }
            : outcome;
    }

    /// <summary>The order that CP-SAT found, in the problem's own units and every task as early as it goes.</summary>
    private static (long[] Starts, ScheduleCost Cost) TrueSchedule(SchedulingProblem problem, long[] found)
    {
        var list = new int[problem.TaskCount];
        new TaskListSorter(problem).Sort(found, list);
        var starts = new long[problem.TaskCount];
        long makespan = ScheduleDecoder.For(problem).Decode(list, starts);
        return (starts, ScheduleCost.Of(problem, starts, makespan));
    }

    private ResultIssue Cancelled() => new()
    {
        Code = AdvancedRlErrorCode.ExtensionTimedOut,
        Severity = IssueSeverity.Information,
        Message = "The search was cancelled; this is the best schedule found so far.",
        Source = context.Name,
    };
}
