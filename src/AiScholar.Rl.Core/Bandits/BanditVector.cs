using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// A reusable feature vector in doubles: the constant 1 at position 0, the encoded features after it; dense, or sparse when few are set.
/// Buffers are kept between loads, so that a warm vector loads without allocating. Not safe for concurrent use.
/// </summary>
internal sealed class BanditVector
{
    /// <summary>The largest magnitude of a feature; beyond it the products of a model lose all precision.</summary>
    public const float MaxMagnitude = 1e6f;

    /// <summary>A vector with fewer than 1 in this many entries set is worked on as sparse.</summary>
    private const int SparseRatio = 3;

    private double[] _dense = [];
    private float[] _single = [];
    private double[] _values = [];
    private int[] _indices = [];
    private int _count;

    /// <summary>Width, with the constant.</summary>
    public int Dimension { get; private set; }

    public bool IsSparse { get; private set; }

    /// <summary>All values and zeros of padding; only when dense.</summary>
    public ReadOnlySpan<double> Dense => _dense;

    /// <summary>The loaded values as they came, with zeros of padding; only when dense.</summary>
    public ReadOnlySpan<float> Single => _single;

    /// <summary>Values at <see cref="Indices"/>; only when sparse.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    /// <summary>Takes over an encoded vector with the constant in front.</summary>
    /// <exception cref="PersonalizationException">A value is not finite or too large, an index out of range, or the vector too wide.</exception>
    public void Load(in FeatureVector source, int maxFeatures, object? settings = null)
    {
        if (source.Dimension > maxFeatures)
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"The vector has {source.Dimension} features; the policy takes {maxFeatures} ({settings?.GetType().Name}.MaxFeatures).");
        ReadOnlySpan<float> values = source.Values.Span;
        ReadOnlySpan<int> indices = source.Indices.Span;
        if (source.IsDense ? values.Length != source.Dimension : values.Length != indices.Length)
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"The vector of dimension {source.Dimension} has {values.Length} values at {indices.Length} indices.");
        if (!IsSound(values))
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"A feature is {TensorPrimitives.MaxMagnitude(values)}; features must be finite and at most {MaxMagnitude:g} in magnitude.");

        Dimension = source.Dimension + 1;
        IsSparse = !source.IsDense && (values.Length + 1) * SparseRatio < Dimension;
        if (IsSparse)
            LoadSparse(values, indices, source.Dimension);
        else
            LoadDense(values, indices, source.IsDense);
    }

    /// <summary>Whether all values are finite and not too large; NaN is the largest magnitude there is.</summary>
    public static bool IsSound(ReadOnlySpan<float> values) => values.IsEmpty || TensorPrimitives.MaxMagnitude(values) <= MaxMagnitude;

    /// <summary>How many entries <see cref="Term"/> runs over.</summary>
    public int Terms => IsSparse ? _count : Dimension;

    /// <summary>Position and value of an entry; those left out are zero.</summary>
    public (int Index, double Value) Term(int i) => IsSparse ? (_indices[i], _values[i]) : (i, _dense[i]);

    /// <summary>Takes over plain values, without a constant.</summary>
    public void LoadRaw(ReadOnlySpan<double> values)
    {
        (Dimension, IsSparse) = (values.Length, false);
        int padded = SymmetricKernels.Pad(Dimension);
        if (_dense.Length < padded)
            _dense = new double[padded];
        values.CopyTo(_dense);
        _dense.AsSpan(Dimension).Clear();
    }

    /// <summary>Takes over 1 at a position, 0 elsewhere.</summary>
    public void LoadUnit(int index, int dimension)
    {
        if (_indices.Length == 0)
            (_indices, _values) = (new int[1], new double[1]);
        (Dimension, IsSparse, _count, _indices[0], _values[0]) = (dimension, true, 1, index, 1);
    }

    /// <summary>Squared length.</summary>
    public double SquaredNorm()
    {
        if (!IsSparse)
            return SymmetricKernels.Dot(_dense, _dense, SymmetricKernels.Pad(Dimension));
        double sum = 0;
        foreach (double value in Values)
            sum += value * value;
        return sum;
    }

    /// <summary>x'w; entries of w beyond its length are 0.</summary>
    public double Dot(ReadOnlySpan<double> weights, int length)
    {
        if (!IsSparse)
        {
            int width = SymmetricKernels.Pad(Math.Min(length, Dimension));
            return SymmetricKernels.Dot(DenseUpTo(width), weights, width);
        }

        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_indices[i] < length)
                sum += _values[i] * weights[_indices[i]];
        }

        return sum;
    }

    /// <summary>The dense values with zeros up to a width of at least the dimension.</summary>
    public ReadOnlySpan<double> DenseUpTo(int width)
    {
        int padded = SymmetricKernels.Pad(width);
        if (_dense.Length < padded)
            Array.Resize(ref _dense, padded);
        return _dense;
    }

    private void LoadDense(ReadOnlySpan<float> values, ReadOnlySpan<int> indices, bool isDense)
    {
        int padded = SymmetricKernels.Pad(Dimension);
        if (_dense.Length < padded)
            _dense = new double[padded];
        Span<double> target = _dense;
        target[0] = 1;
        if (isDense)
        {
            TensorPrimitives.ConvertTruncating(values, target[1..]);
            target[Dimension..].Clear();
            LoadSingle(target[..Dimension]);
            return;
        }

        target[1..].Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)indices[i] >= (uint)(Dimension - 1))
                throw IndexOutOfRange(indices[i], Dimension - 1);
            target[indices[i] + 1] += values[i];
        }

        LoadSingle(target[..Dimension]);
    }

    private void LoadSingle(ReadOnlySpan<double> values)
    {
        int padded = SingleGram.Pad(Dimension);
        if (_single.Length < padded)
            _single = new float[padded];
        TensorPrimitives.ConvertTruncating(values, _single);
        _single.AsSpan(Dimension).Clear();
    }

    private void LoadSparse(ReadOnlySpan<float> values, ReadOnlySpan<int> indices, int dimension)
    {
        if (_indices.Length <= values.Length)
            (_indices, _values) = (new int[values.Length + 1], new double[values.Length + 1]);
        (_indices[0], _values[0]) = (0, 1);
        int last = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (indices[i] <= last || indices[i] >= dimension)
                throw IndexOutOfRange(indices[i], dimension);
            last = indices[i];
            (_indices[i + 1], _values[i + 1]) = (last + 1, values[i]);
        }

        _count = values.Length + 1;
    }

    private static PersonalizationException IndexOutOfRange(int index, int dimension) =>
        new(AdvancedRlErrorCode.FeatureInvalid, $"Index {index} does not fit a vector of dimension {dimension}; indices ascend from 0.");
}
