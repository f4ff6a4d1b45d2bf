namespace AiScholar.Rl.Core;

/// <summary>
/// What a linear policy knows of one action: P = A_a^-1 (but for its scale), theta~ = A_a^-1 b_a and G = A_a^-1 B_a of LinUCB's Algorithm 2,
/// kept by rank-one updates.
/// </summary>
internal sealed class ArmModel(double ridge)
{
    /// <summary>Rows are of the context, columns of the shared part; empty until shared features come.</summary>
    private double[] _g = [];
    private int _gStride;

    public InverseGram P { get; } = new(ridge);

    /// <summary>The action it is of; empty while it is of none.</summary>
    public string Id { get; set; } = "";

    /// <summary>theta~, padded.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>How many rewards it was learnt from.</summary>
    public long Count { get; set; }

    /// <summary>A_a^-1 is this times the model's growth times <see cref="P"/>.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>How many rewards the model had learnt when the action was last offered or rewarded.</summary>
    public long LastUsed { get; set; }

    /// <summary>Watches its squared errors; null until it is used.</summary>
    public IChangeDetector? Detector { get; set; }

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
            SymmetricKernels.SubtractRows(u, _g, _gStride, x.Dense, Math.Min(x.Dimension, P.Dimension), width);
            return;
        }

        for (int i = 0; i < x.Indices.Length; i++)
        {
            if (x.Indices[i] < P.Dimension)
                SymmetricKernels.AddScaled(u, SharedRow(x.Indices[i]), -x.Values[i], width);
        }
    }

    /// <summary>G += gain P x u'.</summary>
    public void UpdateShared(ReadOnlySpan<double> px, double gain, ReadOnlySpan<double> u)
    {
        int width = Math.Min(_gStride, u.Length);
        for (int row = 0; row < P.Dimension; row++)
        {
            if (px[row] != 0)
                SymmetricKernels.AddScaled(_g.AsSpan(row * _gStride, _gStride), u, px[row] * gain, width);
        }
    }

    public void SetSharedRow(int row, ReadOnlySpan<double> values) => values.CopyTo(_g.AsSpan(row * _gStride, _gStride));

    /// <summary>Starts from weights that others taught.</summary>
    public void StartFrom(double[] weights, double factor)
    {
        Weights = new double[weights.Length];
        SymmetricKernels.AddScaled(Weights, weights, factor, weights.Length);
    }

    /// <summary>Takes over what another knows, its variance times a factor.</summary>
    public void CopyFrom(ArmModel source, double factor)
    {
        P.CopyFrom(source.P);
        Weights = [.. source.Weights];
        (_g, _gStride, SharedDimension, Scale) = ([.. source._g], source._gStride, source.SharedDimension, source.Scale * factor);
    }

    /// <summary>Forgets all but its name.</summary>
    public void Reset()
    {
        P.Reset();
        Array.Clear(Weights);
        Array.Clear(_g);
    }

    /// <summary>Whether the error, from 0 to 1, tells a change.</summary>
    public bool HasChanged(LinearModelSettings settings, double error)
    {
        Detector ??= CreateDetector(settings.ChangeDetection);
        return Detector!.Add(double.IsNaN(error) ? 0 : error * error);
    }

    public void ResetDetector() => Detector?.Reset();

    public static IChangeDetector? CreateDetector(ChangeDetection detection) => detection switch
    {
        ChangeDetection.Adwin => new AdwinDetector(),
        ChangeDetection.PageHinkley => new PageHinkleyDetector(),
        _ => null,
    };
}
