namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Keeps nonsense that an extension returns out of the result of a call.</summary>
internal static class ResultChecks
{
    /// <summary>Returns <paramref name="optimized"/> when it can be a schedule.</summary>
    /// <exception cref="ExtensionException">It cannot.</exception>
    public static OptimizedWorkflow Check(OptimizedWorkflow? optimized, string optimizer)
    {
        if (optimized?.OptimizedTasks is null || optimized.OptimizationRationale is null)
            throw Nonsense(optimizer, "returned no schedule or no rationale");
        foreach (ScheduledTask task in optimized.OptimizedTasks)
        {
            if (task is null || task.Start < TimeSpan.Zero || task.End < task.Start || task.End > optimized.Makespan)
                throw Nonsense(optimizer, $"returned a schedule in which task '{task?.TaskId}' starts before 0, ends before it starts, or ends after the makespan");
        }

        if (!double.IsFinite(optimized.EfficiencyImprovement) || !double.IsFinite(optimized.Gap))
            throw Nonsense(optimizer, "returned an improvement or a gap that is no finite number");
        return optimized;
    }

    /// <summary>Returns <paramref name="patterns"/> when they can be patterns.</summary>
    /// <exception cref="ExtensionException">They cannot.</exception>
    public static WorkflowPatterns Check(WorkflowPatterns? patterns, string learner)
    {
        if (patterns?.Patterns is null || patterns.ApplicabilityScope is null || patterns.Patterns.Any(pattern => pattern is null))
            throw Nonsense(learner, "returned no list of patterns or no scope");
        if (!IsShare(patterns.Confidence) || patterns.Patterns.Any(pattern => !IsShare(pattern.Support) || !IsShare(pattern.Confidence)))
            throw Nonsense(learner, "returned a support or a confidence outside 0 to 1");
        if (patterns.Patterns.Any(pattern => pattern.Effect is { } effect && !(double.IsFinite(effect.Value) && IsShare(effect.PValue) && effect.LowerBound <= effect.Value && effect.Value <= effect.UpperBound)))
            throw Nonsense(learner, "returned an effect that is no finite number within its interval, or whose p-value is outside 0 to 1");
        return patterns;

        static bool IsShare(double value) => value is >= 0 and <= 1;
    }

    private static ExtensionException Nonsense(string name, string what) =>
        new(AdvancedRlErrorCode.ExtensionFailed, name, $"'{name}' {what}.");
}
