using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// Posteriors of the users', or of the items', vectors [offset, factors]: a mean and a covariance each, with the moments that the other side's
/// update needs. With w = [1, factors] and b the offset: T = E[w w'] and g = E[w b].
/// </summary>
internal sealed class FactorSide
{
    public FactorSide(int count, int size)
    {
        (Count, Size) = (count, size);
        (Means, Covariances) = (new double[count * size], new double[count * size * size]);
        (T, G) = (new double[count * size * size], new double[count * size]);
        (PriorMean, PriorSlope, Covariates) = (new double[size], new double[size], new double[count]);
        (PriorCovariance, PriorPrecision) = (new double[size * size], new double[size * size]);
    }

    public int Count { get; }

    /// <summary>1 + the number of factors.</summary>
    public int Size { get; }

    public double[] Means { get; }

    public double[] Covariances { get; }

    public double[] T { get; }

    public double[] G { get; }

    public double[] PriorMean { get; }

    /// <summary>What the prior's mean gains with each unit of a row's <see cref="Covariates"/>.</summary>
    public double[] PriorSlope { get; }

    /// <summary>A number of each row that the prior's mean depends on, of mean 0; all 0 for none.</summary>
    public double[] Covariates { get; }

    public double[] PriorCovariance { get; }

    public double[] PriorPrecision { get; }

    public Span<double> Mean(int row) => Means.AsSpan(row * Size, Size);

    public Span<double> Covariance(int row) => Covariances.AsSpan(row * Size * Size, Size * Size);

    /// <summary>Adds T and g of one row, and the answer: the likelihood's precision and right-hand side for the other side.</summary>
    public void Accumulate(int row, double value, Span<double> precision, Span<double> right)
    {
        TensorPrimitives.Add(precision, T.AsSpan(row * Size * Size, Size * Size), precision);
        ReadOnlySpan<double> mean = Mean(row), g = G.AsSpan(row * Size, Size);
        right[0] += value - g[0];
        for (int k = 1; k < Size; k++)
            right[k] += (value * mean[k]) - g[k];
    }

    /// <summary>Recomputes T and g from means and covariances.</summary>
    public void UpdateMoments()
    {
        for (int row = 0; row < Count; row++)
            Moments(Mean(row), Covariance(row), T.AsSpan(row * Size * Size, Size * Size), G.AsSpan(row * Size, Size));
    }

    /// <summary>Sets the prior to the mean and covariance that the posteriors have together: empirical Bayes.</summary>
    /// <param name="strength">How many pseudo-rows of variance <paramref name="variance"/> steady the covariance.</param>
    /// <param name="variance">The variance they have in each direction.</param>
    public void UpdatePrior(double strength, double variance)
    {
        PriorMean.AsSpan().Clear();
        for (int row = 0; row < Count; row++)
            TensorPrimitives.Add(PriorMean, Mean(row), PriorMean);
        TensorPrimitives.Divide(PriorMean, Count, PriorMean);
        UpdateSlope();
        PriorCovariance.AsSpan().Clear();
        double[] delta = new double[Size];
        for (int row = 0; row < Count; row++)
        {
            PriorMeanOf(Covariates[row], delta);
            TensorPrimitives.Subtract(Mean(row), delta, delta);
            TensorPrimitives.Add(PriorCovariance, Covariance(row), PriorCovariance);
            for (int k = 0; k < Size; k++)
                TensorPrimitives.MultiplyAdd(delta, delta[k], PriorCovariance.AsSpan(k * Size, Size), PriorCovariance.AsSpan(k * Size, Size));
        }

        for (int k = 0; k < Size; k++)
            PriorCovariance[(k * Size) + k] += strength * variance;
        TensorPrimitives.Divide(PriorCovariance, Count + strength, PriorCovariance);
        UpdatePrecision();
    }

    /// <summary>The prior's mean of a row with that covariate.</summary>
    public void PriorMeanOf(double covariate, Span<double> mean) => TensorPrimitives.MultiplyAdd(PriorSlope, covariate, PriorMean, mean);

    /// <summary>Recomputes the prior's precision from its covariance.</summary>
    public void UpdatePrecision()
    {
        double[] factor = [.. PriorCovariance];
        SmallCholesky.Factor(factor, Size);
        SmallCholesky.Invert(factor, Size, PriorPrecision);
    }

    private void UpdateSlope()
    {
        double squares = TensorPrimitives.Dot<double>(Covariates, Covariates);
        PriorSlope.AsSpan().Clear();
        if (squares == 0)
            return;
        for (int row = 0; row < Count; row++)
            TensorPrimitives.MultiplyAdd(Mean(row), Covariates[row] / squares, PriorSlope, PriorSlope);
    }

    private void Moments(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance, Span<double> t, Span<double> g)
    {
        t[0] = 1;
        g[0] = mean[0];
        for (int k = 1; k < Size; k++)
        {
            t[k] = t[k * Size] = mean[k];
            g[k] = (mean[k] * mean[0]) + covariance[k * Size];
            for (int l = 1; l < Size; l++)
                t[(k * Size) + l] = (mean[k] * mean[l]) + covariance[(k * Size) + l];
        }
    }
}
