namespace AiScholar.Rl;

/// <summary>
/// Learns from finished sessions, one after the other, and says of running work what is done next, how much time remains and how likely a deadline is missed. Safe to call from many threads.
/// </summary>
public interface IWorkflowForecaster : ISavableState
{
    /// <summary>How many finished sessions were learnt from.</summary>
    long SessionCount { get; }

    /// <summary>
    /// Learns from a finished session. Remaining times are learnt where every activity has a time; what comes next always. Attributes and features must be such as are known while work is running:
    /// one that is written at the end, such as an end date, would be learnt and then be missing.
    /// </summary>
    /// <exception cref="WorkflowException">The session is unusable; nothing of it is learnt.</exception>
    ValueTask ObserveAsync(WorkflowSession session, CancellationToken cancellationToken = default);

    /// <summary>Says how running work goes on; null when nothing was learnt yet.</summary>
    /// <exception cref="WorkflowException">The workflow is unusable, or an activity begins after now.</exception>
    ValueTask<WorkflowForecast?> ForecastAsync(RunningWorkflow workflow, CancellationToken cancellationToken = default);
}
