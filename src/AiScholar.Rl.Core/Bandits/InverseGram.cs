using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// P = (ridge I + sum of w x x')^-1, kept by Sherman-Morrison: P - P x x' P w / (1 + w x' P x). Square, symmetric, growing; entries beyond its
/// dimension are those of the prior I / ridge. Not safe for concurrent writes.
/// </summary>
/// <remarks>
/// Source: Sherman and Morrison, Annals of Mathematical Statistics 21 (1950) 124. Only the upper triangle is kept up, which is half the work
/// and leaves no asymmetry to grow; every <see cref="CheckInterval"/> updates, a diagonal that has left (0, 1/ridge] is put back to the prior.
/// </remarks>
internal sealed class InverseGram
{
    /// <summary>Updates between two checks of the diagonal.</summary>
    public const int CheckInterval = 256;

    /// <summary>Around the diagonal, blocks of this width are kept whole: the kernels, of both precisions, read them so.</summary>
    private static readonly int WholeBlock = Math.Max(SymmetricKernels.Padding, SingleGram.Padding);

    private double[] _values = [];
    private int _stride;

    /// <summary>A copy for a first look; kept up by <see cref="Update"/> once the matrix is asked about dense vectors.</summary>
    private readonly SingleGram _single = new();

    public InverseGram(double ridge) => Prior = 1 / ridge;

    /// <summary>1 / ridge: the variance of a direction nothing is known of.</summary>
    public double Prior { get; }

    /// <summary>Rows and columns in use.</summary>
    public int Dimension { get; private set; }

    /// <summary>Updates since the diagonal was last checked.</summary>
    public int UpdatesSinceChecked { get; set; }

    /// <summary>Whether the copy in single precision is current.</summary>
    public bool HasSingle => _single.IsCurrent;

    public double this[int row, int column]
    {
        get => row < Dimension && column < Dimension ? _values[Place(row, column)] : row == column ? Prior : 0;
        set => (_values[Place(row, column)], _single.IsCurrent) = (value, false);
    }

    /// <summary>Makes room for vectors of the dimension; new directions start at the prior.</summary>
    public void Grow(int dimension)
    {
        if (dimension <= Dimension)
            return;
        if (dimension > _stride)
        {
            int stride = SymmetricKernels.Pad(Math.Max(dimension, _stride + (_stride / 4)));
            var values = new double[checked(stride * stride)];
            for (int row = 0; row < Dimension; row++)
                _values.AsSpan(row * _stride, Dimension).CopyTo(values.AsSpan(row * stride));
            (_values, _stride) = (values, stride);
        }

        for (int i = Dimension; i < dimension; i++)
            _values[(i * _stride) + i] = Prior;
        (Dimension, _single.IsCurrent) = (dimension, false);
    }

    /// <summary>x' P x.</summary>
    public double Quadratic(BanditVector x)
    {
        double sum = 0;
        if (!x.IsSparse)
        {
            int rows = Math.Min(Dimension, x.Dimension);
            foreach (double value in x.Dense[rows..x.Dimension])
                sum += value * value * Prior;
            return rows == 0 ? sum : sum + SymmetricKernels.Quadratic(_values, _stride, x.Dense, rows);
        }

        ReadOnlySpan<int> indices = x.Indices;
        ReadOnlySpan<double> values = x.Values;
        for (int i = 0; i < indices.Length; i++)
        {
            int row = indices[i];
            if (row >= Dimension)
            {
                sum += values[i] * values[i] * Prior;
                continue;
            }

            ReadOnlySpan<double> line = _values.AsSpan(row * _stride, Dimension);
            double off = 0;
            for (int j = i + 1; j < indices.Length && indices[j] < line.Length; j++)
                off += values[j] * line[indices[j]];
            sum += values[i] * ((2 * off) + (values[i] * line[row]));
        }

        return sum;
    }

    /// <summary>x' P x in single precision, for a dense x of this width; false when the copy for it is not current.</summary>
    public bool TryQuadraticSingle(BanditVector x, out double value)
    {
        bool isCurrent = _single.IsCurrent && !x.IsSparse && x.Dimension == Dimension;
        value = isCurrent ? _single.Quadratic(x.Single) : 0;
        return isCurrent;
    }

    /// <summary>x' P x in single precision; only when <see cref="HasSingle"/>, for x as wide and padded with zeros.</summary>
    public double QuadraticSingle(ReadOnlySpan<float> x) => _single.Quadratic(x);

    /// <summary>y = P x, over <see cref="Dimension"/> entries and their padding; x is no wider than this.</summary>
    public void Multiply(BanditVector x, Span<double> y)
    {
        if (!x.IsSparse)
        {
            SymmetricKernels.Multiply(_values, _stride, x.DenseUpTo(Dimension), Dimension, y);
            return;
        }

        int width = SymmetricKernels.Pad(Dimension);
        y[..width].Clear();
        for (int i = 0; i < x.Indices.Length; i++)
            AddRow(x.Indices[i], x.Values[i], y[..width]);
    }

    /// <summary>The rank-one update: P -= gain y y', where y = P x and gain = w / (1 + w x' P x) for a row of weight w; on demand also in the copy in single precision.</summary>
    public void Update(ReadOnlySpan<double> y, double gain, bool keepsSingle = false)
    {
        SymmetricKernels.SubtractOuter(_values, _stride, y, gain, Dimension, WholeBlock, keepsSingle ? _single.Rent(Dimension) : [], _single.Stride);
        _single.IsCurrent = keepsSingle;
        if (++UpdatesSinceChecked >= CheckInterval)
            CheckDiagonal();
    }

    /// <summary>Brings the copy in single precision up to date.</summary>
    public void CopyToSingle()
    {
        Span<float> target = _single.Rent(Dimension);
        for (int row = 0; row < Dimension; row++)
        {
            int from = row & -WholeBlock;
            TensorPrimitives.ConvertTruncating(_values.AsSpan(row * _stride, Dimension)[from..], target[((row * _single.Stride) + from)..]);
        }

        _single.IsCurrent = true;
    }

    /// <summary>Multiplies every entry.</summary>
    public void Multiply(double factor)
    {
        _single.IsCurrent = false;
        for (int row = 0; row < Dimension; row++)
        {
            Span<double> line = _values.AsSpan(row * _stride, Dimension);
            TensorPrimitives.Multiply(line, factor, line);
        }
    }

    /// <summary>Back to the prior.</summary>
    public void Reset()
    {
        _single.IsCurrent = false;
        Array.Clear(_values);
        for (int i = 0; i < Dimension; i++)
            _values[(i * _stride) + i] = Prior;
    }

    public void CopyFrom(InverseGram source) =>
        (_values, _stride, Dimension, UpdatesSinceChecked, _single.IsCurrent) = ([.. source._values], source._stride, source.Dimension, source.UpdatesSinceChecked, false);

    /// <summary>Makes the diagonal's blocks exactly symmetric, and puts directions whose variance has left its range back to the prior.</summary>
    public void CheckDiagonal()
    {
        UpdatesSinceChecked = 0;
        for (int row = 0; row < Dimension; row++)
        {
            for (int column = row & -WholeBlock; column < row; column++)
                _values[(row * _stride) + column] = _values[(column * _stride) + row];
            if (!(this[row, row] > 0 && this[row, row] <= Prior * (1 + 1e-9)))
                ResetDirection(row);
        }
    }

    /// <summary>Where an entry is kept: that below the diagonal is that above, but in the diagonal's blocks, which may differ by rounding.</summary>
    private int Place(int row, int column) =>
        row <= column || column >= (row & -WholeBlock) ? (row * _stride) + column : (column * _stride) + row;

    /// <summary>y += scale * (a row of P), the part below the diagonal being read from the column.</summary>
    private void AddRow(int row, double scale, Span<double> y)
    {
        int own = row & -SymmetricKernels.Padding;
        for (int i = 0, at = row; i < own; i++, at += _stride)
            y[i] += scale * _values[at];
        SymmetricKernels.AddScaled(y[own..], _values.AsSpan((row * _stride) + own, y.Length - own), scale, y.Length - own);
    }

    private void ResetDirection(int index)
    {
        for (int i = 0; i < Dimension; i++)
            this[index, i] = this[i, index] = 0;
        this[index, index] = Prior;
    }
}
