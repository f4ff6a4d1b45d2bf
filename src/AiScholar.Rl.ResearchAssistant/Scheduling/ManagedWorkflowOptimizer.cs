namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The built-in optimizer: list scheduling with priority rules, double justification and a genetic search, all managed code.</summary>
/// <remarks>
/// It minimizes the sum by which tasks miss their deadlines, then the makespan. The same seed and schedule budget give the same schedule, unless the
/// time-out of the optimizer's options is near; a time budget does not promise that.
/// </remarks>
internal sealed class ManagedWorkflowOptimizer(ExtensionContext context, TimeProvider clock) : IWorkflowOptimizer
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "managed";

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
        bool isRobust = RobustOptimization.Takes(workflow, request);
        if (!isRobust && RichFeatures.Uses(workflow, request))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var richBudget = new SearchBudget(OptimizationBudget.Schedules(request, context), OptimizationBudget.Time(request, context), clock, cancellationToken);
            RichOutcome rich = RichRobustness.With(RichOptimization.Run(workflow, request, context, richBudget), request, context, cancellationToken);
            return RichWriter.Write(rich, context.Name, clock.GetElapsedTime(started));
        }

        CompiledWorkflow compiled = WorkflowCompiler.Compile(workflow, WorkflowLimits.From(context), isFine: isRobust && request.Robustness?.KeepStartProbability is not null);
        BaselineSchedule baseline = BaselineSchedule.Of(compiled);
        cancellationToken.ThrowIfCancellationRequested();
        var budget = new SearchBudget(OptimizationBudget.Schedules(request, context), OptimizationBudget.Time(request, context), clock, cancellationToken);
        if (isRobust)
        {
            if (request.ScheduleBudget is null && request.TimeBudget is null)
                budget = new SearchBudget(context.GetParameter("RobustScheduleBudget", RobustOptimization.DefaultSchedules), OptimizationBudget.Time(request, context), clock, cancellationToken);
            return OptimizedWorkflowWriter.Write(RobustOptimization.Run(compiled, baseline, request, budget), context.Name, clock.GetElapsedTime(started));
        }

        ScheduleSearchResult found = ManagedSearch.Run(compiled, baseline.List, budget, request);
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
            Schedules = found.Schedules,
            Issues = ManagedSearch.Issues(found, budget, request, context),
        };
        return OptimizedWorkflowWriter.Write(outcome, context.Name, clock.GetElapsedTime(started));
    }
}
