namespace AiScholar.Rl;

/// <summary>Asks for a plan that holds when durations vary; see <see cref="WorkflowTask.DurationDistribution"/>.</summary>
public sealed record RobustnessRequest
{
    /// <summary>The quantile of the makespan to make small, between 0 and 1; null for the expected makespan.</summary>
    public double? Quantile { get; init; }

    /// <summary>How many futures the report is computed from, 10 to 100,000. They are not those that the plan was chosen by.</summary>
    public int Scenarios { get; init; } = 1000;

    /// <summary>
    /// The probability with which the published start of each task shall be kept, between 0 and 1; null to publish a plan without buffers. With it buffers are put before tasks wherever
    /// the expected delay against the published starts, weighted by <see cref="WorkflowTask.Priority"/>, drops; the plan's end stays within the workflow's deadline or the promise.
    /// </summary>
    public double? KeepStartProbability { get; init; }
}
