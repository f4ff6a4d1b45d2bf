namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Tells which patterns go with success or failure beyond chance, however many patterns are looked at.</summary>
/// <remarks>
/// The statistic is the absolute z of the difference of two proportions. Outcomes are permuted among the sessions; a pattern's adjusted p is the part of the permutations
/// whose largest statistic over all patterns is at least the pattern's own: the single-step max-T procedure of Westfall and Young, "Resampling-based multiple testing" (1993),
/// which bounds the chance of any false finding and uses that patterns overlap.
/// </remarks>
internal static class OutcomeContrast
{
    /// <summary>The contrast of each pattern.</summary>
    /// <param name="shows">For each pattern, whether each session shows it, as words of bits.</param>
    /// <param name="outcomes">The outcome of each session.</param>
    /// <param name="permutations">How many permutations.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PatternContrast[] Of(IReadOnlyList<ulong[]> shows, bool[] outcomes, int permutations, int seed, CancellationToken cancellationToken)
    {
        int succeeded = outcomes.Count(outcome => outcome);
        int[] with = [.. shows.Select(bits => Count(bits, null))];
        ulong[] truth = Pack(outcomes);
        int[] both = [.. shows.Select(bits => Count(bits, truth))];
        double[] statistics = [.. with.Select((count, pattern) => Statistic(both[pattern], count, succeeded, outcomes.Length))];
        var exceeding = new int[shows.Count];
        var random = new Random(seed);
        bool[] shuffled = [.. outcomes];
        for (int permutation = 0; permutation < permutations; permutation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle(shuffled);
            ulong[] permuted = Pack(shuffled);
            double largest = 0;
            for (int pattern = 0; pattern < with.Length; pattern++)
                largest = Math.Max(largest, Statistic(Count(shows[pattern], permuted), with[pattern], succeeded, outcomes.Length));
            for (int pattern = 0; pattern < with.Length; pattern++)
                exceeding[pattern] += largest >= statistics[pattern] - 1e-12 ? 1 : 0;
        }

        return [.. with.Select((count, pattern) => new PatternContrast
        {
            SucceededCount = both[pattern],
            FailedCount = count - both[pattern],
            SuccessRateWith = count == 0 ? 0 : (double)both[pattern] / count,
            SuccessRateWithout = count == outcomes.Length ? 0 : (double)(succeeded - both[pattern]) / (outcomes.Length - count),
            // A half is added to each count (Haldane and Anscombe), so that the ratio exists.
            OddsRatio = (both[pattern] + 0.5) * (outcomes.Length - count - succeeded + both[pattern] + 0.5) / ((count - both[pattern] + 0.5) * (succeeded - both[pattern] + 0.5)),
            AdjustedPValue = (exceeding[pattern] + 1.0) / (permutations + 1.0),
        })];
    }

    /// <summary>Bits of a row of truth values.</summary>
    public static ulong[] Pack(bool[] values)
    {
        var bits = new ulong[(values.Length + 63) / 64];
        for (int i = 0; i < values.Length; i++)
            bits[i >> 6] |= values[i] ? 1UL << (i & 63) : 0;
        return bits;
    }

    private static int Count(ulong[] bits, ulong[]? mask)
    {
        int count = 0;
        for (int word = 0; word < bits.Length; word++)
            count += System.Numerics.BitOperations.PopCount(mask is null ? bits[word] : bits[word] & mask[word]);
        return count;
    }

    private static double Statistic(int both, int with, int succeeded, int all)
    {
        double variance = (double)with * (all - with) * succeeded * (all - succeeded);
        return variance <= 0 ? 0 : Math.Abs((double)both * all - (double)with * succeeded) * Math.Sqrt(all) / Math.Sqrt(variance);
    }
}
