using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>Learnt items and the prior of users: everything that a new user's posterior needs. Immutable.</summary>
internal sealed class FactorModel
{
    private readonly Dictionary<string, int> _index;

    public FactorModel(IReadOnlyList<string> itemIds, FactorSide items, double[] priorMean, double[] priorPrecision, double noise, AnswerScale scale)
    {
        (ItemIds, Items, PriorMean, PriorPrecision, Noise, Scale) = (itemIds, items, priorMean, priorPrecision, noise, scale);
        _index = new Dictionary<string, int>(itemIds.Count, StringComparer.Ordinal);
        for (int item = 0; item < itemIds.Count; item++)
            _index.Add(itemIds[item], item);
    }

    public IReadOnlyList<string> ItemIds { get; }

    public FactorSide Items { get; }

    public int Size => Items.Size;

    public double[] PriorMean { get; }

    public double[] PriorPrecision { get; }

    /// <summary>Variance of an answer around its expectation, standardised.</summary>
    public double Noise { get; }

    public AnswerScale Scale { get; }

    /// <summary>The item's row, or -1 when it was not in the training tasks.</summary>
    public int Find(string id) => _index.GetValueOrDefault(id, -1);

    /// <summary>The item's expected vector [offset, factors]; the items' prior mean for one not known.</summary>
    public ReadOnlySpan<double> Vector(int item) => item < 0 ? Items.PriorMean : Items.Mean(item);

    /// <summary>The posterior of a new user from the items they answered and the standardised answers; items not known are left out.</summary>
    public FactorPosterior Adapt(ReadOnlySpan<(int Item, double Value)> support)
    {
        int size = Size;
        double[] precision = new double[size * size], right = new double[size];
        foreach ((int item, double value) in support)
        {
            if (item >= 0)
                Items.Accumulate(item, value, precision, right);
        }

        TensorPrimitives.MultiplyAdd(precision, 1 / Noise, PriorPrecision, precision);
        for (int k = 0; k < size; k++)
            right[k] = (right[k] / Noise) + TensorPrimitives.Dot(PriorPrecision.AsSpan(k * size, size), PriorMean);
        SmallCholesky.Factor(precision, size);
        SmallCholesky.Solve(precision, size, right);
        double[] covariance = new double[size * size];
        SmallCholesky.Invert(precision, size, covariance);
        return new FactorPosterior(this, right, covariance);
    }
}
