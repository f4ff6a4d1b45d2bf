namespace AiScholar.Rl;

/// <summary>A better schedule was found, or a better bound proven.</summary>
/// <param name="Makespan">The best makespan so far.</param>
/// <param name="LowerBound">The best bound so far.</param>
/// <param name="SchedulesGenerated">How many schedules were tried.</param>
public readonly record struct OptimizationProgress(TimeSpan Makespan, TimeSpan LowerBound, long SchedulesGenerated);
