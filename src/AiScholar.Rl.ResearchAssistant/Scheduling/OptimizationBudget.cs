namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns an <see cref="OptimizationRequest"/> into a budget.</summary>
internal static class OptimizationBudget
{
    /// <summary>Schedules when a request names no budget.</summary>
    public const int DefaultSchedules = 5000;

    /// <summary>The part of an extension's time-out that a search without a time budget may use, so that its result is not lost to the time-out.</summary>
    private const double TimeoutShare = 0.8;

    /// <summary>Checks a request.</summary>
    /// <exception cref="ArgumentException">A budget is out of its range.</exception>
    public static void Check(OptimizationRequest? request)
    {
        if (request?.TimeBudget <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(request.TimeBudget)} is {request.TimeBudget}; it must be above 0.", nameof(request));
        if (request?.ScheduleBudget < 1)
            throw new ArgumentException($"{nameof(request.ScheduleBudget)} is {request.ScheduleBudget}; it must be at least 1.", nameof(request));
        if (request is null)
            return;
        if (request.Objectives is null || request.Patterns is null || request.Objectives.Any(objective => objective is null) || request.Patterns.Any(pattern => pattern?.Steps is null))
            throw new ArgumentException("The lists of objectives and patterns must be there and hold no null.", nameof(request));
        if (request.Robustness is { } robustness)
        {
            if (robustness.Quantile is { } quantile && !(quantile is > 0 and < 1))
                throw new ArgumentException($"{nameof(robustness.Quantile)} is {quantile}; it must be between 0 and 1.", nameof(request));
            if (robustness.KeepStartProbability is { } keep && !(keep is > 0 and < 1))
                throw new ArgumentException($"{nameof(robustness.KeepStartProbability)} is {keep}; it must be between 0 and 1.", nameof(request));
            if (robustness.Scenarios is < 10 or > 100_000)
                throw new ArgumentException($"{nameof(robustness.Scenarios)} is {robustness.Scenarios}; it must be from 10 to 100,000.", nameof(request));
        }

        foreach (OptimizationObjective objective in request.Objectives)
        {
            if (objective.Kind is < ObjectiveKind.Makespan or > ObjectiveKind.SkippedValue || request.Objectives.Count(other => other.Kind == objective.Kind) > 1)
                throw new ArgumentException($"The objective {objective.Kind} is unknown or given twice.", nameof(request));
            if (!(objective.Quantile is > 0 and < 1))
                throw new ArgumentException($"{nameof(objective.Quantile)} is {objective.Quantile}; it must be between 0 and 1.", nameof(request));
        }
    }

    /// <summary>How many schedules may be built: the request's number; without any budget in the request the optimizer's default.</summary>
    public static long? Schedules(OptimizationRequest request, ExtensionContext context) =>
        request.ScheduleBudget ?? (request.TimeBudget is null ? context.GetParameter("ScheduleBudget", DefaultSchedules) : null);

    /// <summary>How long the search may take: the request's time, or what the extension's time-out leaves.</summary>
    public static TimeSpan Time(OptimizationRequest request, ExtensionContext context) =>
        request.TimeBudget ?? context.Options.Timeout * TimeoutShare;
}
