namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks what callers ask of the process miner.</summary>
internal static class ProcessRequests
{
    /// <summary>Checks a request for a model.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void Check(ProcessDiscoveryRequest request)
    {
        if (!Enum.IsDefined(request.Algorithm))
            throw new ArgumentException($"{nameof(request.Algorithm)} is {request.Algorithm}, which is none.", nameof(request));
        if (!(request.NoiseThreshold is >= 0 and <= 1))
            throw new ArgumentException($"{nameof(request.NoiseThreshold)} is {request.NoiseThreshold}; it must be from 0 to 1.", nameof(request));
        if (!(request.DependencyThreshold is >= 0 and <= 1))
            throw new ArgumentException($"{nameof(request.DependencyThreshold)} is {request.DependencyThreshold}; it must be from 0 to 1.", nameof(request));
        if (!(request.MaximumTransitionsPerActivity is >= 1 and <= 1000))
            throw new ArgumentException($"{nameof(request.MaximumTransitionsPerActivity)} is {request.MaximumTransitionsPerActivity}; it must be from 1 to 1,000.", nameof(request));
    }

    /// <summary>Checks a request for a comparison.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void Check(ProcessConformanceRequest request)
    {
        if (request.AlignmentTimeLimit <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(request.AlignmentTimeLimit)} is {request.AlignmentTimeLimit}; it must be above 0.", nameof(request));
    }
}
