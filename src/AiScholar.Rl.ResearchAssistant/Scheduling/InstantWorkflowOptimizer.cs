namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// The rule of thumb: serial and parallel schedules by priority rules, from both ends, and one justification of the best. No chance and no search: a dozen schedules,
/// for hosts that reschedule at every key stroke.
/// </summary>
/// <remarks>Workflows beyond the plain problem go to the managed optimizer with as many schedules. Budgets and seed of a request are not read.</remarks>
internal sealed class InstantWorkflowOptimizer(ExtensionContext context, TimeProvider clock) : IWorkflowOptimizer
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "instant";

    private const int RichSchedules = 12;

    /// <inheritdoc/>
    public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        OptimizationBudget.Check(request);
        request ??= new OptimizationRequest();
        if (RobustOptimization.Takes(workflow, request) || RichFeatures.Uses(workflow, request))
            return new ManagedWorkflowOptimizer(context, clock).OptimizeAsync(workflow, request with { ScheduleBudget = RichSchedules, TimeBudget = null }, cancellationToken);
        long started = clock.GetTimestamp();
        CompiledWorkflow compiled = WorkflowCompiler.Compile(workflow, WorkflowLimits.From(context));
        BaselineSchedule baseline = BaselineSchedule.Of(compiled);
        cancellationToken.ThrowIfCancellationRequested();
        ScheduleSearchResult found = new PriorityRuleSearch(new SearchState(compiled.Problem, new SearchBudget(null, null, clock, cancellationToken), 0, null)).Run(baseline.List);
        return ValueTask.FromResult(OptimizedWorkflowWriter.Write(
            new OptimizationOutcome
            {
                Compiled = compiled,
                Baseline = baseline,
                Starts = found.Starts,
                Cost = found.Cost,
                LowerBound = found.Bound.Makespan,
                BoundSource = ManagedSearch.BoundSource(compiled, found.Bound),
                IsProvenOptimal = found.IsOptimal,
                Schedules = found.Schedules,
                Method = $"The best of {found.Schedules} schedules by priority rules, serial and parallel, from both ends.",
            },
            context.Name,
            clock.GetElapsedTime(started)));
    }
}
