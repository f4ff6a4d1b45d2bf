using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Bayesian linear regression of one action's rewards on the last layer's features z: precision A = ridge I + sum z z', weights A^-1 sum z r, kept by
/// rank-one (Sherman-Morrison) steps on <see cref="InverseGram"/>. Safe to read from many threads while nobody writes.
/// </summary>
internal sealed class LastLayerRegression(int width, double ridge)
{
    private readonly double[] _weights = new double[SymmetricKernels.Pad(width)];

    public InverseGram Covariance { get; } = Grown(width, ridge);

    public Span<double> Weights => _weights.AsSpan(0, width);

    /// <summary>One reward more.</summary>
    public void Learn(BanditVector z, double reward, Span<double> scratch)
    {
        Covariance.Multiply(z, scratch);
        var denominator = 1 + Math.Max(0, z.Dot(scratch, width));
        SymmetricKernels.AddScaled(_weights, scratch, (reward - Mean(z)) / denominator, _weights.Length);
        Covariance.Update(scratch, 1 / denominator);
    }

    public double Mean(BanditVector z) => z.Dot(_weights, width);

    /// <summary>z' A^-1 z.</summary>
    public double Variance(BanditVector z) => Math.Max(0, Covariance.Quadratic(z));

    private static InverseGram Grown(int width, double ridge)
    {
        var gram = new InverseGram(ridge);
        gram.Grow(width);
        return gram;
    }
}
