namespace AiScholar.Rl.ResearchAssistant;

/// <summary>One way to optimize a workflow.</summary>
public sealed class OptimizationStrategy
{
    /// <summary>The registered name of the optimizer; null for the one of the workflow's domain or for all.</summary>
    public string? Optimizer { get; set; }

    /// <summary>How many schedules it may build, at least 1; null for no such limit.</summary>
    public int? ScheduleBudget { get; set; }

    /// <summary>How long it may search, above 0; null for no such limit.</summary>
    public TimeSpan? TimeBudget { get; set; }
}
