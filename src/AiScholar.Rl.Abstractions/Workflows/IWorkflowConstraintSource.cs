namespace AiScholar.Rl;

/// <summary>Adds what a domain knows to workflows: constraints, priorities and patterns. Registered for one domain or for all. Safe to call from many threads.</summary>
/// <remarks>A source that throws or returns nonsense costs its own contribution, not the optimization; the result's issues say so.</remarks>
public interface IWorkflowConstraintSource
{
    /// <summary>What to add to <paramref name="workflow"/>; null for nothing.</summary>
    ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default);
}
