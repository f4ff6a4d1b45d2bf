namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Hands out the first items of patterns to the threads that search, each once.</summary>
internal sealed class PatternRoots
{
    private int _next = -1;

    /// <summary>The next number below <paramref name="count"/>; -1 when there is none left.</summary>
    public int Next(int count)
    {
        int next = Interlocked.Increment(ref _next);
        return next < count ? next : -1;
    }
}
