using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The exact propensities of Thompson sampling with independent Gaussian scores N(m_i, s_i^2):
/// <code>p_i = E_t[ prod over j other than i of Phi((m_i + s_i t - m_j) / s_j) ],  t ~ N(0, 1)</code>
/// with the expectation taken at quantiles of t, so that the same state gives the same probabilities and nothing is drawn.
/// </summary>
internal static class BestArmProbabilities
{
    /// <summary>Beyond this many deviations a score counts as impossible.</summary>
    private const double Reach = 6;

    private static readonly ConcurrentDictionary<int, double[]> Points = [];

    public static void Fill(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, int quantiles, Span<double> probabilities)
    {
        var floor = double.NegativeInfinity;
        for (var i = 0; i < means.Length; i++)
            floor = Math.Max(floor, means[i] - (Reach * deviations[i]));
        var points = Points.GetOrAdd(quantiles, static count => [.. Enumerable.Range(0, count).Select(k => Normal.InvCDF(0, 1, (k + 0.5) / count))]);
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            probabilities[i] = 0;
            if (means[i] + (Reach * deviations[i]) < floor)
                continue;
            foreach (var point in points)
                probabilities[i] += Beats(means, deviations, i, means[i] + (deviations[i] * point));
            sum += probabilities[i];
        }

        foreach (ref var probability in probabilities)
            probability = sum > 0 ? probability / sum : 1.0 / probabilities.Length;
    }

    /// <summary>The probability that every other score is below <paramref name="score"/>; ties count half.</summary>
    private static double Beats(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, int own, double score)
    {
        var product = 1.0;
        for (var j = 0; j < means.Length && product > 0; j++)
        {
            if (j == own)
                continue;
            product *= deviations[j] > 0 ? Normal.CDF(means[j], deviations[j], score) : score > means[j] ? 1 : score == means[j] ? 0.5 : 0;
        }

        return product;
    }
}
