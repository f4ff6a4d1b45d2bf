namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Control of the false-discovery rate.</summary>
/// <remarks>Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995), section 3.1.</remarks>
internal static class FalseDiscovery
{
    /// <summary>For each p-value the least rate at which it is still discovered.</summary>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        int[] order = [.. Enumerable.Range(0, pValues.Length)];
        double[] sorted = pValues.ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[pValues.Length];
        double least = 1;
        for (int rank = sorted.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * sorted.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
