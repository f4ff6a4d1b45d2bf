namespace AiScholar.Rl;

/// <summary>Makes work better by what past work shows. Safe to call from many threads.</summary>
public interface IResearchAssistant
{
    /// <summary>Optimizes a workflow with the optimizer of its domain, or the one for all.</summary>
    /// <exception cref="WorkflowException">The workflow cannot be scheduled; the message names the tasks at fault.</exception>
    ValueTask<OptimizedWorkflow> OptimizeWorkflowAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Optimizes a workflow and tells of each better schedule and bound as it is found; the last update holds the schedule.</summary>
    /// <remarks>Cancelled after a first schedule exists, it ends with the best so far. Made for one reader.</remarks>
    /// <exception cref="WorkflowException">The workflow cannot be scheduled; the message names the tasks at fault.</exception>
    async IAsyncEnumerable<OptimizationUpdate> StreamOptimizationAsync(
        ResearchWorkflow workflow, OptimizationRequest? request = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        OptimizedWorkflow result = await OptimizeWorkflowAsync(workflow, request, cancellationToken).ConfigureAwait(false);
        yield return new OptimizationUpdate { Makespan = result.Makespan, LowerBound = result.LowerBound, Gap = result.Gap, Result = result };
    }

    /// <summary>Learns patterns from sessions, by every registered learner or the named one.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    ValueTask<WorkflowPatterns> LearnPatternsAsync(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Finds what successful sessions do that others do not, with evidence.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    /// <exception cref="ArgumentException">The request is out of its ranges.</exception>
    ValueTask<BestPractices> FindBestPracticesAsync(IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest? request = null, CancellationToken cancellationToken = default);
}
