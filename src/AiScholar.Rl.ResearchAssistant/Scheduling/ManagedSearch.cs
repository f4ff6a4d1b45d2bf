using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The managed search as the optimizers use it, and what to say about it.</summary>
internal static class ManagedSearch
{
    /// <summary>Searches from <paramref name="list"/> on; better schedules go to the request's progress. For <paramref name="patience"/> see <see cref="ScheduleSearch.Patience"/>.</summary>
    public static ScheduleSearchResult Run(CompiledWorkflow compiled, ReadOnlySpan<int> list, SearchBudget budget, OptimizationRequest request, double? patience = null)
    {
        Action<ScheduleCost, LowerBound, long>? onBetter = request.Progress is { } progress
            ? (cost, bound, schedules) => progress.Report(new OptimizationProgress(compiled.ToTime(cost.Makespan), compiled.ToTime(bound.Makespan), schedules))
            : null;
        return new ScheduleSearch(compiled.Problem, budget, request.Seed, onBetter) { Patience = patience }.Run(list);
    }

    /// <summary>What gives a bound.</summary>
    public static string BoundSource(CompiledWorkflow compiled, LowerBound bound) =>
        bound.Source ?? (bound.Resource < 0 ? "the critical path" : $"the work that must pass through {compiled.ResourceLabel(bound.Resource)}");

    /// <summary>One sentence on the search.</summary>
    public static string Describe(ScheduleSearchResult found, int seed) => found.Schedules == 1
        ? "One schedule was built."
        : string.Create(CultureInfo.InvariantCulture, $"{found.Schedules:N0} schedules were built (priority rules, double justification, genetic search, seed {seed}); the best was found after {found.BestAfter:N0}.");

    /// <summary>Whether the search ended for a reason that the caller should know.</summary>
    public static IReadOnlyList<ResultIssue> Issues(ScheduleSearchResult found, SearchBudget budget, OptimizationRequest request, ExtensionContext context)
    {
        if (found.IsOptimal)
            return [];
        if (budget.IsCancelled)
            return [Issue("The search was cancelled; this is the best schedule found so far.", context)];
        if (request.TimeBudget is null && budget.SchedulesLeft > 0)
            return [Issue($"The search was ended by the time-out after {found.Schedules} schedules; raise {context.Descriptor.OptionsName}:Timeout or give a time budget.", context)];
        return [];
    }

    private static ResultIssue Issue(string message, ExtensionContext context) => new()
    {
        Code = AdvancedRlErrorCode.ExtensionTimedOut,
        Severity = IssueSeverity.Information,
        Message = message,
        Source = context.Name,
    };
}
