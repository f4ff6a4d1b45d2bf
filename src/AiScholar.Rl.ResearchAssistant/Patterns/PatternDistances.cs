namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Whether elements of a sequence stand as far from each other as is asked for.</summary>
internal static class PatternDistances
{
    /// <summary>Whether an element may follow another in an occurrence.</summary>
    public static bool IsGap(SequenceDatabase database, SequentialPatternOptions options, int sequence, int before, int after)
    {
        int distance = after - before;
        if (distance < options.MinimumGap || distance > (options.MaximumGap ?? int.MaxValue))
            return false;
        if (options.MinimumGapTime is null && options.MaximumGapTime is null)
            return true;
        long time = Time(database, sequence, after) - Time(database, sequence, before);
        return time >= (options.MinimumGapTime ?? long.MinValue) && time <= (options.MaximumGapTime ?? long.MaxValue);
    }

    /// <summary>Whether an occurrence may reach from the one element to the other; if not, it may not reach further either.</summary>
    public static bool IsWithin(SequenceDatabase database, SequentialPatternOptions options, int sequence, int first, int last) =>
        last - first < (options.MaximumSpan ?? int.MaxValue)
        && (options.MaximumDuration is not { } longest || Time(database, sequence, last) - Time(database, sequence, first) <= longest);

    private static long Time(SequenceDatabase database, int sequence, int index) => database.Times![database.SequenceOffsets[sequence] + index];
}
