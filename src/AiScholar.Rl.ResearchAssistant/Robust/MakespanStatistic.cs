namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What of the makespans is made small: the mean, or a quantile.</summary>
internal sealed class MakespanStatistic(double? quantile)
{
    /// <summary>The figure of <paramref name="makespans"/>, which may be reordered.</summary>
    /// <remarks>A quantile is taken with a tenth of the mean of what lies above it: alone it is too coarse to search by.</remarks>
    public double Of(Span<double> makespans)
    {
        if (quantile is not { } probability)
            return Mean(makespans);
        makespans.Sort();
        int at = Math.Clamp((int)Math.Ceiling(probability * makespans.Length) - 1, 0, makespans.Length - 1);
        return (0.9 * makespans[at]) + (0.1 * Mean(makespans[at..]));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
