namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How much to trust patterns.</summary>
internal static class PatternConfidence
{
    private const double Z = 1.959963984540054;

    /// <summary>The mean, over the patterns, of the lower end of the 95 % Wilson interval of each one's confidence; 0 for none. Few sessions make it low, however regular they are.</summary>
    public static double OfAll(IReadOnlyCollection<WorkflowPattern> patterns) => patterns.Count == 0
        ? 0
        : patterns.Average(pattern => WilsonLower(pattern.Confidence, pattern.Confidence > 0 ? pattern.SupportCount / pattern.Confidence : 0));

    /// <summary>The lower end of the Wilson score interval (Wilson, JASA 22, 1927) of a share seen in <paramref name="count"/> trials.</summary>
    private static double WilsonLower(double share, double count)
    {
        if (count <= 0)
            return 0;
        double z2 = Z * Z / count;
        double spread = Z * Math.Sqrt(share * (1 - share) / count + z2 / (4 * count));
        return Math.Clamp((share + z2 / 2 - spread) / (1 + z2), 0, 1);
    }
}
