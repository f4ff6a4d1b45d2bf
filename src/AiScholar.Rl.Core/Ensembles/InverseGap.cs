namespace AiScholar.Rl.Core;

/// <summary>Inverse gap weighting: 1 / (n + gamma (best - score)) for each action but the best, which share the rest evenly.</summary>
/// <remarks>Source: Abe and Long, ICML 1999; Foster and Rakhlin, "Beyond UCB", ICML 2020, Algorithm 1.</remarks>
internal static class InverseGap
{
    /// <summary>Turns scores into probabilities, in place.</summary>
    public static void Apply(Span<double> scores, double gamma)
    {
        double best = double.NegativeInfinity;
        foreach (double score in scores)
            best = Math.Max(best, score);
        double tie = best - (1e-12 * (1 + Math.Abs(best)));
        int tied = 0;
        double others = 0;
        foreach (double score in scores)
        {
            if (score >= tie)
                tied++;
            else
                others += 1 / (scores.Length + (gamma * (best - score)));
        }

        foreach (ref double score in scores)
            score = score >= tie ? (1 - others) / tied : 1 / (scores.Length + (gamma * (best - score)));
    }
}
