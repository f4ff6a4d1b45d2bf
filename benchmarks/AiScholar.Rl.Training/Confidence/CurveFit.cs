namespace AiScholar.Rl.Training.Confidence;

/// <summary>
/// Fits a rising curve of the share that was right over scores: pool adjacent violators (Ayer et al., "An empirical distribution function for sampling with incomplete information", 1955), in blocks
/// of a least size, each drawn towards the share of all.
/// </summary>
internal static class CurveFit
{
    private const int LeastBlock = 10;

    /// <summary>So many samples of the share of all count in each block: a block of ten right ones is no certainty.</summary>
    private const double PriorWeight = 1;

    /// <returns>Scores and probabilities, both rising.</returns>
    public static (double[] Scores, double[] Probabilities) Fit(IEnumerable<ConfidenceSample> samples)
    {
        ConfidenceSample[] sorted = [.. samples.OrderBy(sample => sample.Confidence)];
        if (sorted.Length == 0)
            throw new ArgumentException("There is no sample to fit a curve on.");
        double prior = (sorted.Count(sample => sample.IsRight) + 0.5) / (sorted.Length + 1);
        var blocks = new List<(double Score, int Count, int Right)>();
        foreach (IGrouping<double, ConfidenceSample> equal in sorted.GroupBy(sample => sample.Confidence))
        {
            blocks.Add((equal.Key, equal.Count(), equal.Count(sample => sample.IsRight)));
            while (blocks.Count > 1 && (blocks[^2].Count < LeastBlock || Share(blocks[^2]) >= Share(blocks[^1])))
                MergeLast();
        }

        if (blocks.Count > 1 && blocks[^1].Count < LeastBlock)
            MergeLast();
        while (blocks.Count > 1 && Share(blocks[^2]) >= Share(blocks[^1]))
            MergeLast();
        double least = 0;
        return ([.. blocks.Select(block => Math.Round(block.Score, 4))], [.. blocks.Select(block => least = Math.Round(Math.Max(least, (block.Right + (PriorWeight * prior)) / (block.Count + PriorWeight)), 4))]);

        void MergeLast()
        {
            (double Score, int Count, int Right) a = blocks[^2], b = blocks[^1];
            blocks.RemoveAt(blocks.Count - 1);
            blocks[^1] = (((a.Score * a.Count) + (b.Score * b.Count)) / (a.Count + b.Count), a.Count + b.Count, a.Right + b.Right);
        }
    }

    private static double Share((double Score, int Count, int Right) block) => block.Right / (double)block.Count;
}
