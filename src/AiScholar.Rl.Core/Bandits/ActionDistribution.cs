namespace AiScholar.Rl.Core;

/// <summary>Turns scores of actions into probabilities that sum to 1 but for rounding.</summary>
internal static class ActionDistribution
{
    private const double Tie = 1e-12;

    /// <summary>The actions of the highest score, within 1e-12 of it, share 1 - epsilon evenly, and all actions share epsilon evenly.</summary>
    public static void Greedy(ReadOnlySpan<double> scores, double epsilon, Span<double> probabilities)
    {
        double best = double.NegativeInfinity;
        foreach (double score in scores)
            best = Math.Max(best, score);
        double tie = best - (Tie * (1 + Math.Abs(best)));
        int tied = 0;
        foreach (double score in scores)
            tied += score >= tie ? 1 : 0;
        double floor = epsilon / scores.Length;
        double share = (1 - epsilon) / tied;
        for (int i = 0; i < scores.Length; i++)
            probabilities[i] = scores[i] >= tie ? share + floor : floor;
    }

    /// <summary>Divides by the sum and spreads a share epsilon evenly; all even when the sum is not positive.</summary>
    public static void Normalize(Span<double> weights, double epsilon)
    {
        double sum = 0;
        foreach (double weight in weights)
            sum += weight;
        if (!(sum > 0 && double.IsFinite(sum)))
        {
            weights.Fill(1.0 / weights.Length);
            return;
        }

        double floor = epsilon / weights.Length;
        foreach (ref double weight in weights)
            weight = (weight / sum * (1 - epsilon)) + floor;
    }

    /// <summary>A share that falls from its initial to its final value, half way after <paramref name="halfLife"/> of <paramref name="learnt"/> rewards.</summary>
    public static double Decay(double initial, double final, int halfLife, long learnt) =>
        final + ((initial - final) / (1 + (learnt / (double)halfLife)));
}
