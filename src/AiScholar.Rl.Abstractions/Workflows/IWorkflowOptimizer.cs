namespace AiScholar.Rl;

/// <summary>Finds a better schedule (the guide's workflow optimizer); registered for one domain or for all. Safe to call from many threads.</summary>
public interface IWorkflowOptimizer
{
    /// <summary>Optimizes. Cancelled after a first schedule exists, it returns the best so far; before that it throws.</summary>
    /// <exception cref="WorkflowException">The workflow cannot be scheduled; the message names the tasks at fault.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before a first schedule.</exception>
    ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default);
}
