namespace AiScholar.Rl.Core;

/// <summary>
/// P = (ridge I + sum of w x x')^-1, kept by Sherman-Morrison: P - P x x' P w / (1 + w x' P x). Square, symmetric, growing; entries beyond its
/// dimension are those of the prior I / ridge. Not safe for concurrent writes.
/// </summary>
/// <remarks>
/// Source: Sherman and Morrison, Annals of Mathematical Statistics 21 (1950) 124. Rounding is kept in check by restoring the exact
/// symmetry every <see cref="SymmetrizeInterval"/> updates; a diagonal that has left (0, 1/ridge] is put back to the prior.
/// </remarks>
internal sealed class InverseGram
{
    /// <summary>Updates between two restorations of symmetry.</summary>
    public const int SymmetrizeInterval = 256;

    private double[] _values = [];
    private int _stride;

    public InverseGram(double ridge) => Prior = 1 / ridge;

    /// <summary>1 / ridge: the variance of a direction nothing is known of.</summary>
    public double Prior { get; }

    /// <summary>Rows and columns in use.</summary>
    public int Dimension { get; private set; }

    /// <summary>Updates since symmetry was last restored.</summary>
    public int UpdatesSinceSymmetrized { get; set; }

    public double this[int row, int column]
    {
        get => row < Dimension && column < Dimension ? _values[(row * _stride) + column] : row == column ? Prior : 0;
        set => _values[(row * _stride) + column] = value;
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
        Dimension = dimension;
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
            for (int j = 0; j < i; j++)
                off += values[j] * line[indices[j]];
            sum += values[i] * ((2 * off) + (values[i] * line[row]));
        }

        return sum;
    }

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
            SymmetricKernels.AddScaled(y, _values.AsSpan(x.Indices[i] * _stride, _stride), x.Values[i], width);
    }

    /// <summary>The rank-one update: P -= gain y y', where y = P x and gain = w / (1 + w x' P x) for a row of weight w.</summary>
    public void Update(ReadOnlySpan<double> y, double gain)
    {
        SymmetricKernels.SubtractOuter(_values, _stride, y, gain, Dimension);
        if (++UpdatesSinceSymmetrized >= SymmetrizeInterval)
            Symmetrize();
    }

    /// <summary>Multiplies every entry.</summary>
    public void Multiply(double factor)
    {
        for (int row = 0; row < Dimension; row++)
        {
            foreach (ref double value in _values.AsSpan(row * _stride, Dimension))
                value *= factor;
        }
    }

    /// <summary>Back to the prior.</summary>
    public void Reset()
    {
        Array.Clear(_values);
        for (int i = 0; i < Dimension; i++)
            _values[(i * _stride) + i] = Prior;
    }

    public void CopyFrom(InverseGram source) =>
        (_values, _stride, Dimension, UpdatesSinceSymmetrized) = ([.. source._values], source._stride, source.Dimension, source.UpdatesSinceSymmetrized);

    /// <summary>Restores exact symmetry and a sound diagonal.</summary>
    public void Symmetrize()
    {
        UpdatesSinceSymmetrized = 0;
        for (int row = 0; row < Dimension; row++)
        {
            for (int column = 0; column < row; column++)
                this[row, column] = this[column, row] = (this[row, column] + this[column, row]) / 2;
            if (!(this[row, row] > 0 && this[row, row] <= Prior * (1 + 1e-9)))
                ResetDirection(row);
        }
    }

    private void ResetDirection(int index)
    {
        for (int i = 0; i < Dimension; i++)
            this[index, i] = this[i, index] = 0;
        this[index, index] = Prior;
    }
}
