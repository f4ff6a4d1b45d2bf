namespace AiScholar.Rl;

/// <summary>Learns patterns of work from sessions (the guide's pattern learner). Safe to call from many threads.</summary>
public interface IPatternLearner
{
    /// <summary>Learns.</summary>
    /// <exception cref="WorkflowException">The sessions are unusable.</exception>
    ValueTask<WorkflowPatterns> LearnPatternsAsync(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default);
}
