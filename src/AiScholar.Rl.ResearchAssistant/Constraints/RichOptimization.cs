using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Optimizes workflows that the plain problem cannot express.</summary>
internal static class RichOptimization
{
    /// <summary>Compiles, looks for conflicts, searches. Improvements go to the request's progress.</summary>
    /// <exception cref="WorkflowException">It cannot be scheduled; the message tells why.</exception>
    public static RichOutcome Run(ResearchWorkflow workflow, OptimizationRequest request, ExtensionContext context, SearchBudget budget, bool throwIfNotFound = true)
    {
        RichProblem problem = RichWorkflowCompiler.Compile(workflow, request, WorkflowLimits.From(context));
        ConflictFinder.ThrowIfConflicting(problem);
        var decoder = new RichDecoder(problem);
        (RichGenome baselineGenome, RichSchedule baseline) = Baseline(problem, decoder);
        double[] baselineCost = new RichObjectives(problem, decoder, request.Seed).Cost(baselineGenome, baseline);
        RichSearch search = null!;
        Action<RichSchedule, double[], long>? onBetter = request.Progress is { } progress
            ? (schedule, _, schedules) => progress.Report(new OptimizationProgress(TimeSpan.FromTicks(schedule.Makespan), TimeSpan.FromTicks(search.Bound), schedules))
            : null;
        search = new RichSearch(problem, budget, request.Seed, onBetter);
        RichSearchResult found = search.Run(problem.TaskCount == 0 ? null : baselineGenome);
        if (throwIfNotFound && found.Cost[0] > 0)
            throw ConflictFinder.NotFound(problem, found.Schedule, found.Schedules, isProven: false);
        return new RichOutcome
        {
            Problem = problem,
            Schedule = found.Schedule,
            Genome = found.Genome,
            Cost = found.Cost,
            Baseline = baseline,
            BaselineCost = baselineCost,
            Bound = search.Bound,
            BoundSource = search.BoundSource,
            ObjectiveBounds = search.ObjectiveBounds,
            IsProvenOptimal = found.IsOptimal,
            Method = string.Create(CultureInfo.InvariantCulture, $"{found.Schedules:N0} schedules were built (priority rules, genetic search, large neighbourhoods, seed {request.Seed}); the best was found after {found.BestAfter:N0}."),
            Issues = Issues(found, budget, request, context),
        };
    }

    /// <summary>The given plan where every task has a planned start, else the given order; first modes, everything done.</summary>
    private static (RichGenome Genome, RichSchedule Schedule) Baseline(RichProblem problem, RichDecoder decoder)
    {
        var genome = new RichGenome(problem);
        if (problem.HasPlan)
        {
            RichOrder.ByKey(problem, [.. problem.Tasks.Select(task => (double)task.Planned)], genome.List);
            for (int task = 0; task < problem.TaskCount; task++)
                genome.Delays[task] = problem.Tasks[task].Planned;
        }

        var schedule = new RichSchedule(problem.TaskCount);
        decoder.Decode(genome, schedule);
        return (genome, schedule);
    }

    private static IReadOnlyList<ResultIssue> Issues(RichSearchResult found, SearchBudget budget, OptimizationRequest request, ExtensionContext context)
    {
        if (found.IsOptimal)
            return [];
        string? message = budget.IsCancelled
            ? "The search was cancelled; this is the best schedule found so far."
            : request.TimeBudget is null && budget.SchedulesLeft > 0
                ? $"The search was ended by the time-out after {found.Schedules} schedules; raise {context.Descriptor.OptionsName}:Timeout or give a time budget."
                : null;
        return message is null
            ? []
            : [new ResultIssue { Code = AdvancedRlErrorCode.ExtensionTimedOut, Severity = IssueSeverity.Information, Message = message, Source = context.Name }];
    }
}
