namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks what callers ask of pattern learners.</summary>
internal static class PatternRequests
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void Check(PatternLearningRequest? request)
    {
        if (request is null)
            return;
        if (!(request.MinimumSupport > 0 && request.MinimumSupport <= 1))
            throw new ArgumentException($"{nameof(request.MinimumSupport)} is {request.MinimumSupport}; it must be above 0 and at most 1.", nameof(request));
        if (request.MaximumLength < 1)
            throw new ArgumentException($"{nameof(request.MaximumLength)} is {request.MaximumLength}; it must be at least 1.", nameof(request));
        AtLeast(request.MaximumPatterns, 1, nameof(request.MaximumPatterns));
        AtLeast(request.MinimumGap, 1, nameof(request.MinimumGap));
        AtLeast(request.MaximumGap, request.MinimumGap, nameof(request.MaximumGap));
        AtLeast(request.MaximumSpan, 1, nameof(request.MaximumSpan));
        AtLeast(request.MinimumGapTime, TimeSpan.Zero, nameof(request.MinimumGapTime));
        AtLeast(request.MaximumGapTime, request.MinimumGapTime ?? TimeSpan.Zero, nameof(request.MaximumGapTime));
        AtLeast(request.MaximumDuration, TimeSpan.Zero, nameof(request.MaximumDuration));
        if (request.MinimumRuleConfidence is { } confidence && !(confidence is >= 0 and <= 1))
            throw new ArgumentException($"{nameof(request.MinimumRuleConfidence)} is {confidence}; it must be from 0 to 1.", nameof(request));
        if (request.Prefix.Any(step => step is null || step.Count == 0))
            throw new ArgumentException($"{nameof(request.Prefix)} has an empty step.", nameof(request));
    }

    /// <summary>Whether times are constrained.</summary>
    public static bool HasTimes(PatternLearningRequest request) => request.MinimumGapTime is not null || request.MaximumGapTime is not null || request.MaximumDuration is not null;

    private static void AtLeast<T>(T? value, T least, string name, string request = "request")
        where T : struct, IComparable<T>
    {
        if (value is { } given && given.CompareTo(least) < 0)
            throw new ArgumentException($"{name} is {given}; it must be at least {least}.", request);
    }
}
