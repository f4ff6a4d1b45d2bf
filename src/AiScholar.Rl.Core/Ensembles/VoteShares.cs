namespace AiScholar.Rl.Core;

/// <summary>Votes of an ensemble's members; one whose best actions are equal splits its vote.</summary>
internal static class VoteShares
{
    /// <summary>Adds one vote.</summary>
    public static void Add(ReadOnlySpan<double> scores, Span<double> votes)
    {
        double best = double.NegativeInfinity;
        foreach (double score in scores)
            best = Math.Max(best, score);
        double tie = best - (1e-12 * (1 + Math.Abs(best)));
        int tied = 0;
        foreach (double score in scores)
            tied += score >= tie ? 1 : 0;
        for (int i = 0; i < scores.Length; i++)
            votes[i] += scores[i] >= tie ? 1.0 / tied : 0;
    }
}
