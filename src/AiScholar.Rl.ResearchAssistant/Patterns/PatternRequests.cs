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
        if (request.MaximumPatterns < 1)
            throw new ArgumentException($"{nameof(request.MaximumPatterns)} is {request.MaximumPatterns}; it must be at least 1.", nameof(request));
    }
}
