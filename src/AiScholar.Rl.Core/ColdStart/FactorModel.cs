using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>Learnt items and the prior of users: everything that a new user's posterior needs. Immutable.</summary>
internal sealed class FactorModel
{
    private readonly Dictionary<string, int> _index;

    private FactorModel(FactorModel other)
        : this(other.ItemIds, other.Items, other.UnknownItem, other.PriorMean, other.PriorPrecision, other.Presence, other.Noise, other.Scale)
    {
    }

    public FactorModel(IReadOnlyList<string> itemIds, FactorSide items, double[] unknownItem, double[] priorMean, double[] priorPrecision, PresenceEvidence presence, double noise, AnswerScale scale)
    {
        (ItemIds, Items, UnknownItem, PriorMean, PriorPrecision, Presence, Noise, Scale) = (itemIds, items, unknownItem, priorMean, priorPrecision, presence, noise, scale);
        _index = new Dictionary<string, int>(itemIds.Count, StringComparer.Ordinal);
        for (int item = 0; item < itemIds.Count; item++)
            _index.Add(itemIds[item], item);
    }

    public IReadOnlyList<string> ItemIds { get; }

    public FactorSide Items { get; }

    public int Size => Items.Size;

    /// <summary>The expected vector of an item that was not in the training tasks.</summary>
    public double[] UnknownItem { get; }

    public double[] PriorMean { get; }

    public double[] PriorPrecision { get; }

    public PresenceEvidence Presence { get; }

    /// <summary>How much <see cref="Presence"/> counts; 0 leaves it out.</summary>
    public double PresenceWeight { get; init; }

    /// <summary>How much answers count in a new user's posterior; 1 as the model says.</summary>
    public double AnswerWeight { get; init; } = 1;

    /// <summary>Variance of an answer around its expectation, standardised.</summary>
    public double Noise { get; }

    public AnswerScale Scale { get; }

    /// <summary>The same model with other weights of evidence.</summary>
    public FactorModel With(EvidenceWeights weights) => new(this) { PresenceWeight = weights.Presence, AnswerWeight = weights.Answers };

    /// <summary>The item's row, or -1 when it was not in the training tasks.</summary>
    public int Find(string id) => _index.GetValueOrDefault(id, -1);

    /// <summary>The item's expected vector [offset, factors]; the prior's for one not known.</summary>
    public ReadOnlySpan<double> Vector(int item) => item < 0 ? UnknownItem : Items.Mean(item);

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

        double weight = AnswerWeight / Noise;
        TensorPrimitives.MultiplyAdd(precision, weight, PriorPrecision, precision);
        for (int k = 0; k < size; k++)
            right[k] = (right[k] * weight) + TensorPrimitives.Dot(PriorPrecision.AsSpan(k * size, size), PriorMean);
        if (PresenceWeight > 0)
            AddPresence(support, precision, right);
        SmallCholesky.Factor(precision, size);
        SmallCholesky.Solve(precision, size, right);
        double[] covariance = new double[size * size];
        SmallCholesky.Invert(precision, size, covariance);
        return new FactorPosterior(this, right, covariance);
    }

    private void AddPresence(ReadOnlySpan<(int Item, double Value)> support, double[] precision, double[] right)
    {
        int size = Size;
        foreach ((int item, _) in support)
        {
            if (item < 0)
                continue;
            TensorPrimitives.MultiplyAdd(Presence.Curvature, PresenceWeight, precision, precision);
            for (int k = 0; k < size; k++)
                right[k] += PresenceWeight * (Presence.Slopes[(item * size) + k] + TensorPrimitives.Dot(Presence.Curvature.AsSpan(k * size, size), PriorMean));
        }
    }
}
