namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A 64-bit mix of the starts of a schedule, by which a population knows its duplicates.</summary>
internal static class ScheduleHash
{
    /// <summary>The mix of <paramref name="starts"/>.</summary>
    public static ulong Of(ReadOnlySpan<long> starts)
    {
        ulong mix = 0;
        foreach (long start in starts)
            mix = ((mix + (ulong)start) * 0x9E3779B97F4A7C15) ^ (mix >> 29);
        return mix;
    }
}
