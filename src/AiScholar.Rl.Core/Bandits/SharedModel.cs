using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// The part of a linear policy that actions share: A_0^-1 and beta over z, the action's features and their products with the context's. Positions
/// of z are given out as features first come, up to a limit; later ones are left out.
/// </summary>
internal sealed class SharedModel(double ridge, int maxDimension)
{
    private readonly Dictionary<long, int> _positions = [];

    // What each position is the product of: a walk over them is cheaper than a look-up of every product.
    private readonly List<int> _features = [];
    private readonly List<int> _terms = [];

    public InverseGram P { get; } = new(ridge);

    /// <summary>beta, padded.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>A_0^-1 is this times the model's growth times <see cref="P"/>.</summary>
    public double Scale { get; set; } = 1;

    public int Dimension => _positions.Count;

    public IReadOnlyDictionary<long, int> Positions => _positions;

    /// <summary>Gives positions to what the features and their products with the context are made of.</summary>
    public void Grow(in FeatureVector features, BanditVector x)
    {
        AddPositions(features, x, crossed: false);
        AddPositions(features, x, crossed: true);
        Resize();
    }

    /// <summary>Writes z, padded; returns the prior variance of what has no position yet.</summary>
    public double Fill(in FeatureVector features, LinearScratch scratch, Span<double> z)
    {
        if (features.Dimension == 0)
        {
            z.Clear();
            return 0;
        }

        scratch.Spread(features, out ReadOnlySpan<double> ofAction, out ReadOnlySpan<double> ofContext);
        int dimension = Dimension;
        for (int position = 0; position < dimension; position++)
        {
            (int feature, int term) = (_features[position], _terms[position]);
            z[position] = feature < ofAction.Length && term < ofContext.Length ? ofAction[feature] * ofContext[term] : 0;
        }

        z[dimension..].Clear();
        return dimension < maxDimension ? Unseen(ofAction, ofContext, z[..dimension]) : 0;
    }

    public void Restore(long key) => Add(key);

    public void Resize()
    {
        P.Grow(_positions.Count);
        int padded = SymmetricKernels.Pad(_positions.Count);
        if (Weights.Length < padded)
        {
            double[] weights = Weights;
            Array.Resize(ref weights, padded);
            Weights = weights;
        }
    }

    private void AddPositions(in FeatureVector features, BanditVector x, bool crossed)
    {
        ReadOnlySpan<float> values = features.Values.Span;
        for (int i = 0; i < values.Length && _positions.Count < maxDimension; i++)
        {
            int index = features.IsDense ? i : features.Indices.Span[i];
            for (int j = 0; j < x.Terms && values[i] != 0; j++)
            {
                (int contextIndex, double contextValue) = x.Term(j);
                if (contextValue != 0 && contextIndex > 0 == crossed && _positions.Count < maxDimension)
                    Add(Key(index, contextIndex));
            }
        }
    }

    private void Add(long key)
    {
        if (!_positions.TryAdd(key, _positions.Count))
            return;
        _features.Add((int)(key >> 32));
        _terms.Add((int)key);
    }

    /// <summary>The prior variance of the products without a position: that of all, less that of those in z.</summary>
    private double Unseen(ReadOnlySpan<double> ofAction, ReadOnlySpan<double> ofContext, ReadOnlySpan<double> z)
    {
        long products = (long)CountNonzero(ofAction) * CountNonzero(ofContext);
        if (products == CountNonzero(z))
            return 0;
        double all = TensorPrimitives.SumOfSquares(ofAction) * TensorPrimitives.SumOfSquares(ofContext);
        return P.Prior * Math.Max(0, all - TensorPrimitives.SumOfSquares(z));
    }

    private static int CountNonzero(ReadOnlySpan<double> values) => values.Length - values.Count(0.0);

    private static long Key(int featureIndex, int contextIndex) => ((long)featureIndex << 32) | (uint)contextIndex;
}
