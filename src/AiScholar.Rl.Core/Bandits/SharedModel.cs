namespace AiScholar.Rl.Core;

/// <summary>
/// The part of a linear policy that actions share: A_0^-1 and beta over z, the action's features and their products with the context's. Positions
/// of z are given out as features first come, up to a limit; later ones are left out.
/// </summary>
internal sealed class SharedModel(double ridge, int maxDimension)
{
    private readonly Dictionary<long, int> _positions = [];

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
    public double Fill(in FeatureVector features, BanditVector x, Span<double> z)
    {
        z.Clear();
        double unseen = 0;
        bool full = _positions.Count >= maxDimension;
        ReadOnlySpan<float> values = features.Values.Span;
        for (int i = 0; i < values.Length; i++)
        {
            int index = features.IsDense ? i : features.Indices.Span[i];
            for (int j = 0; j < x.Terms; j++)
            {
                (int contextIndex, double contextValue) = x.Term(j);
                double value = values[i] * contextValue;
                if (value == 0)
                    continue;
                if (_positions.TryGetValue(Key(index, contextIndex), out int position))
                    z[position] = value;
                else if (!full)
                    unseen += value * value * P.Prior;
            }
        }

        return unseen;
    }

    public void Restore(long key) => _positions.Add(key, _positions.Count);

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
                    _positions.TryAdd(Key(index, contextIndex), _positions.Count);
            }
        }
    }

    private static long Key(int featureIndex, int contextIndex) => ((long)featureIndex << 32) | (uint)contextIndex;
}
