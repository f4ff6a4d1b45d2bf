namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Control of the false-discovery rate, adapted to how many hypotheses seem to hold.</summary>
/// <remarks>
/// Benjamini, Krieger and Yekutieli, "Adaptive linear step-up procedures that control the false discovery rate", Biometrika 93 (2006), definition 6
/// (two stages), over the step-up procedure of Benjamini and Hochberg, JRSS B 57 (1995).
/// </remarks>
internal static class FalseDiscovery
{
    /// <summary>For each p-value the least rate of Benjamini and Hochberg's procedure at which it is still discovered.</summary>
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

    /// <summary>The same, told by how many true hypotheses a first stage at <paramref name="rate"/> leaves; discoveries are those of at most <paramref name="rate"/>.</summary>
    public static double[] AdjustAdaptively(ReadOnlySpan<double> pValues, double rate)
    {
        double[] adjusted = Adjust(pValues);
        double strict = rate / (1 + rate);
        int found = adjusted.Count(value => value <= strict);
        if (found == 0)
            return [.. adjusted.Select(value => Math.Min(1, value * (1 + rate)))];
        double factor = (1 + rate) * (pValues.Length - found) / pValues.Length;
        return [.. adjusted.Select(value => Math.Min(1, value * factor))];
    }
}
