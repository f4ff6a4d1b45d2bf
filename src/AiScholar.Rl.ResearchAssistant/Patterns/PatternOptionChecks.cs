namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks which patterns are asked for.</summary>
internal static class PatternOptionChecks
{
    /// <summary>Checks options for a database.</summary>
    /// <exception cref="ArgumentException">One is out of its range, or asks for times that the database lacks.</exception>
    public static void Check(SequentialPatternOptions options, SequenceDatabase database)
    {
        if (!(options.MinimumSupport > 0 && options.MinimumSupport <= 1))
            throw new ArgumentException($"{nameof(options.MinimumSupport)} is {options.MinimumSupport}; it must be above 0 and at most 1.", nameof(options));
        AtLeast(options.MaximumLength, 1, nameof(options.MaximumLength));
        AtLeast(options.MinimumLength, 1, nameof(options.MinimumLength));
        AtLeast(options.MaximumPatterns, 1, nameof(options.MaximumPatterns));
        AtLeast(options.Top, 1, nameof(options.Top));
        AtLeast(options.MinimumGap, 1, nameof(options.MinimumGap));
        AtLeast(options.MaximumGap, options.MinimumGap, nameof(options.MaximumGap));
        AtLeast(options.MaximumSpan, 1, nameof(options.MaximumSpan));
        AtLeast(options.MinimumGapTime, 0, nameof(options.MinimumGapTime));
        AtLeast(options.MaximumGapTime, options.MinimumGapTime ?? 0, nameof(options.MaximumGapTime));
        AtLeast(options.MaximumDuration, 0, nameof(options.MaximumDuration));
        if (options.MaxDegreeOfParallelism is < 1 or > 256)
            throw new ArgumentException($"{nameof(options.MaxDegreeOfParallelism)} is {options.MaxDegreeOfParallelism}; it must be from 1 to 256.", nameof(options));
        if (options.Prefix.Any(element => element.Count == 0))
            throw new ArgumentException($"{nameof(options.Prefix)} has an empty element.", nameof(options));
        if (options.HasTimes && database.Times is null)
            throw new ArgumentException("Times are constrained, but the sequences have none.", nameof(options));
    }

    private static void AtLeast(long? value, long least, string name, string options = "options")
    {
        if (value < least)
            throw new ArgumentException($"{name} is {value}; it must be at least {least}.", options);
    }
}
