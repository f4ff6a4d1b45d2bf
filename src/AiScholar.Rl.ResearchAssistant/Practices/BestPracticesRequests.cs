namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks what callers ask of the learner of practices.</summary>
internal static class BestPracticesRequests
{
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void Check(BestPracticesRequest request)
    {
        if (!(request.FalseDiscoveryRate is > 0 and < 1))
            throw Invalid(nameof(request.FalseDiscoveryRate), request.FalseDiscoveryRate, "above 0 and below 1");
        if (!(request.MinimumSupport is > 0 and <= 0.5))
            throw Invalid(nameof(request.MinimumSupport), request.MinimumSupport, "above 0 and at most 0.5");
        if (request.MaximumConditions is < 1 or > 3)
            throw Invalid(nameof(request.MaximumConditions), request.MaximumConditions, "from 1 to 3");
        if (request.MaximumSubgroups is < 1 or > 1000)
            throw Invalid(nameof(request.MaximumSubgroups), request.MaximumSubgroups, "from 1 to 1,000");
        if (!(request.ConfidenceLevel is >= 0.5 and <= 0.9999))
            throw Invalid(nameof(request.ConfidenceLevel), request.ConfidenceLevel, "from 0.5 to 0.9999");
        if (request.Kinds is not { Count: > 0 } || request.Kinds.Any(kind => !Enum.IsDefined(kind)))
            throw new ArgumentException($"{nameof(request.Kinds)} must name at least one kind of practice, and no unknown one.", nameof(request));
    }

    private static ArgumentException Invalid(string name, double value, string range) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BestPracticesRequest.{name} is {value}; it must be {range}."));
}
