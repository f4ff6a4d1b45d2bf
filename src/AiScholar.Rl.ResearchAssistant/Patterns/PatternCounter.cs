namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Counts the patterns that all search threads find together.</summary>
internal sealed class PatternCounter
{
    private int _count;

    /// <summary>Counts one more.</summary>
    /// <exception cref="WorkflowException">There are more than <paramref name="most"/>.</exception>
    public void Count(int most)
    {
        if (Interlocked.Increment(ref _count) > most)
        {
            throw new WorkflowException(
                AdvancedRlErrorCode.SessionsInvalid,
                $"More than {most} patterns have the support asked for. Raise {nameof(SequentialPatternOptions.MinimumSupport)} or {nameof(SequentialPatternOptions.MaximumPatterns)}.");
        }
    }
}
