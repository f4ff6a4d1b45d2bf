namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Joins what several learners learnt from the same sessions.</summary>
internal static class LearntPatterns
{
    /// <summary>The strongest patterns of all learners; the confidence is the mean of theirs, by how many patterns each gave.</summary>
    public static WorkflowPatterns Join(
        IReadOnlyList<WorkflowPatterns> learnt, IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest request, IReadOnlyList<ResultIssue> issues)
    {
        if (learnt is [var only])
            return only with { Issues = [.. issues, .. only.Issues ?? []] };
        int count = learnt.Sum(patterns => patterns.Patterns.Count);
        return new WorkflowPatterns
        {
            Patterns = [.. learnt.SelectMany(patterns => patterns.Patterns)
                .OrderByDescending(pattern => pattern.Support)
                .ThenByDescending(pattern => pattern.Confidence)
                .Take(request.MaximumPatterns)],
            Confidence = count == 0 ? 0 : learnt.Sum(patterns => patterns.Confidence * patterns.Patterns.Count) / count,
            Domain = SessionScope.DomainOf(sessions),
            ApplicabilityScope = SessionScope.Of(sessions),
            Issues = [.. issues, .. learnt.SelectMany(patterns => patterns.Issues ?? [])],
        };
    }
}
