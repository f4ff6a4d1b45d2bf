namespace AiScholar.Rl.Core;

/// <summary>
/// What LinUCB knows of one action: P = A_a^-1, theta~ = P b_a and G = P B_a of the paper's Algorithm 2, kept by rank-one updates.
/// </summary>
internal sealed class ArmModel(double ridge)
{
    /// <summary>Rows are of the context, columns of the shared part; empty until shared features come.</summary>
    private double[] _g = [];
    private int _gStride;

    public InverseGram P { get; } = new(ridge);

    /// <summary>theta~, padded.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>How many rewards it was learnt from.</summary>
    public long Count { get; set; }

    public int SharedDimension { get; private set; }

    public ReadOnlySpan<double> SharedRow(int row) => _g.AsSpan(row * _gStride, _gStride);

    /// <summary>Makes room for a context and a shared part of these widths.</summary>
    public void Grow(int dimension, int sharedDimension)
    {
        int oldRows = P.Dimension;
        P.Grow(dimension);
        int padded = SymmetricKernels.Pad(P.Dimension);
        if (Weights.Length < padded)
        {
            double[] weights = Weights;
            Array.Resize(ref weights, padded);
            Weights = weights;
        }

        if (sharedDimension <= SharedDimension && (SharedDimension == 0 || P.Dimension == oldRows))
            return;
        SharedDimension = Math.Max(SharedDimension, sharedDimension);
        int stride = Math.Max(_gStride, SymmetricKernels.Pad(SharedDimension));
        if (stride == _gStride && _g.Length >= P.Dimension * stride)
            return;
        var g = new double[padded * stride];
        for (int row = 0; row < oldRows && _gStride > 0; row++)
            SharedRow(row).CopyTo(g.AsSpan(row * stride));
        (_g, _gStride) = (g, stride);
    }

    /// <summary>u = z - G'x: what the context does not already say of the shared part.</summary>
    public void Residual(BanditVector x, ReadOnlySpan<double> z, Span<double> u)
    {
        z.CopyTo(u);
        if (SharedDimension == 0)
            return;
        int width = Math.Min(_gStride, u.Length);
        if (!x.IsSparse)
        {
            for (int row = 0; row < Math.Min(x.Dimension, P.Dimension); row++)
                SymmetricKernels.AddScaled(u, SharedRow(row), -x.Dense[row], width);
            return;
        }

        for (int i = 0; i < x.Indices.Length; i++)
        {
            if (x.Indices[i] < P.Dimension)
                SymmetricKernels.AddScaled(u, SharedRow(x.Indices[i]), -x.Values[i], width);
        }
    }

    /// <summary>G += (P x / denominator) u'.</summary>
    public void UpdateShared(ReadOnlySpan<double> px, double denominator, ReadOnlySpan<double> u)
    {
        int width = Math.Min(_gStride, u.Length);
        for (int row = 0; row < P.Dimension; row++)
        {
            if (px[row] != 0)
                SymmetricKernels.AddScaled(_g.AsSpan(row * _gStride, _gStride), u, px[row] / denominator, width);
        }
    }

    public void SetSharedRow(int row, ReadOnlySpan<double> values) => values.CopyTo(_g.AsSpan(row * _gStride, _gStride));
}
