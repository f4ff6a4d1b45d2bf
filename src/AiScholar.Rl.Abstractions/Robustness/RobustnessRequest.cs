namespace AiScholar.Rl;

/// <summary>Asks for a plan that holds when durations vary; see <see cref="WorkflowTask.DurationDistribution"/>.</summary>
public sealed record RobustnessRequest
{
    /// <summary>The quantile of the makespan to make small, between 0 and 1; null for the expected makespan.</summary>
    public double? Quantile { get; init; }

    /// <summary>How many futures the report is computed from, 10 to 100,000. They are not those that the plan was chosen by.</summary>
    public int Scenarios { get; init; } = 1000;
}
