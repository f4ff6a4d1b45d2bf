namespace AiScholar.Rl;

/// <summary>
/// Suggests schedules and learns from their outcomes how to find them: which optimizer and how much search suits which workflow and person.
/// Safe to call from many threads.
/// </summary>
/// <remarks>It decides through the loop of <c>AdvancedRl:ResearchAssistant:Suggestions:LoopName</c>, so the host must have added personalization.</remarks>
public interface IWorkflowSuggestions
{
    /// <summary>Chooses a strategy for the workflow and optimizes by it.</summary>
    /// <exception cref="AdvancedRlException">No personalization loop of the configured name, or no optimizer of any strategy, is registered.</exception>
    /// <exception cref="WorkflowException">The workflow cannot be scheduled.</exception>
    /// <exception cref="PersonalizationException">The user, tenant, context or event id is unusable.</exception>
    ValueTask<WorkflowSuggestion> SuggestAsync(WorkflowSuggestionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells how a suggestion was received: the reward of its strategy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The acceptance is outside 0 to 1, or the schedule's reward not finite.</exception>
    ValueTask<RewardResult> ReportAsync(WorkflowSuggestionOutcome outcome, CancellationToken cancellationToken = default);
}
