using System.Numerics;
using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// A context's terms beside the population's and the user's numbers for them, in padded buffers of one thread: x, the population's coefficients b,
/// the ratio rho = (variance between users) / (noise variance), the evidence s and h.
/// </summary>
/// <remarks>
/// <para>Empirical Bayes for a hierarchical linear model (Lindley and Smith, JRSS B 34 (1972) 1-41, section 3), by coordinate: the user's
/// coefficient w_j has the prior N(b_j, tau_j^2) and evidence of precision s_j / sigma^2 and mean h_j / s_j, so that, in units of sigma^2,</para>
/// <para>v_j = rho_j / (1 + rho_j s_j), w_j = (b_j + rho_j h_j) / (1 + rho_j s_j).</para>
/// <para>1 / (1 + rho_j s_j) is the weight that the population keeps: 1 for a new user, towards 0 for an old one.</para>
/// <para>One reward r is learnt by assumed-density filtering with a diagonal Gaussian (Opper, "A Bayesian approach to on-line learning", 1998; the
/// linear-Gaussian step of adPredictor: Graepel, Quiñonero Candela, Borchert, Herbrich, ICML 2010, section 3.3), of which only the evidence is kept:</para>
/// <para>N_j = 1 + (population's variance of x'b) + sum over k != j of x_k^2 v_k, s_j += x_j^2 / N_j, h_j += x_j (r - sum over k != j of x_k w_k) / N_j.</para>
/// </remarks>
internal sealed class UserTerms
{
    private const int Buffers = 6;

    [ThreadStatic]
    private static UserTerms? _ofThread;

    private double[] _buffer = [];
    private float[] _keptSingle = [];
    private int _stride;

    public static UserTerms OfThread => _ofThread ??= new UserTerms();

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    public Span<double> X => Buffer(0);

    /// <summary>b.</summary>
    public Span<double> Population => Buffer(1);

    /// <summary>rho.</summary>
    public Span<double> Ratio => Buffer(2);

    /// <summary>s.</summary>
    public Span<double> Precision => Buffer(3);

    /// <summary>h.</summary>
    public Span<double> Evidence => Buffer(4);

    /// <summary>x_j / (1 + rho_j s_j): what the population's part of the coefficients is multiplied with.</summary>
    public Span<double> Kept => Buffer(5);

    /// <summary>Of <see cref="Kept"/>, for the population's quadratic form; only when the context is dense.</summary>
    public BanditVector KeptVector { get; } = new();

    /// <summary>Loads the context, multiplied by <paramref name="scale"/>, and the ratios; returns the variance of a new user's deviation, sum of x_j^2 rho_j.</summary>
    public double Load(BanditVector x, double scale, ReadOnlySpan<double> ratios, double otherwise)
    {
        Count = x.Terms;
        int padded = SymmetricKernels.Pad(Count);
        if (_buffer.Length < padded * Buffers)
            _buffer = new double[padded * Buffers];
        _stride = padded;
        Span<double> values = X;
        Span<double> ratio = Ratio;
        values[Count..].Clear();
        ratio[Count..].Clear();
        if (!x.IsSparse)
        {
            TensorPrimitives.Multiply(x.Dense[..Count], scale, values);
            int known = Math.Min(Count, ratios.Length);
            ratios[..known].CopyTo(ratio);
            ratio[known..Count].Fill(otherwise);
            return WeightedNorm(values, ratio);
        }

        double variance = 0;
        for (int i = 0; i < Count; i++)
        {
            (int index, double value) = x.Term(i);
            values[i] = scale * value;
            ratio[i] = index < ratios.Length ? ratios[index] : otherwise;
            variance += values[i] * values[i] * ratio[i];
        }

        return variance;
    }

    /// <summary>Loads the population's coefficients; those it has none of are 0.</summary>
    public void LoadPopulation(BanditVector x, ReadOnlySpan<double> weights)
    {
        Span<double> target = Population;
        target.Clear();
        if (!x.IsSparse)
        {
            weights[..Math.Min(weights.Length, Count)].CopyTo(target);
            return;
        }

        ReadOnlySpan<int> indices = x.Indices;
        for (int i = 0; i < indices.Length; i++)
            target[i] = indices[i] < weights.Length ? weights[indices[i]] : 0;
    }

    /// <summary>Loads a user's evidence; null for none.</summary>
    public void LoadUser(BanditVector x, UserEvidence? evidence)
    {
        if (evidence is not null)
        {
            evidence.Gather(x, Precision, Evidence);
            return;
        }

        Precision.Clear();
        Evidence.Clear();
    }

    /// <summary>x'w and sum of x_j^2 v_j; fills <see cref="Kept"/>.</summary>
    public (double Mean, double Variance) Combine()
    {
        ReadOnlySpan<double> x = X, b = Population, rho = Ratio, s = Precision, h = Evidence;
        Span<double> kept = Kept;
        var means = Vector<double>.Zero;
        var variances = Vector<double>.Zero;
        for (int i = 0; i < x.Length; i += Vector<double>.Count)
        {
            var values = new Vector<double>(x[i..]);
            var ratio = new Vector<double>(rho[i..]);
            Vector<double> part = values / (Vector<double>.One + (ratio * new Vector<double>(s[i..])));
            part.CopyTo(kept[i..]);
            means += part * (new Vector<double>(b[i..]) + (ratio * new Vector<double>(h[i..])));
            variances += values * part * ratio;
        }

        return (Vector.Sum(means), Vector.Sum(variances));
    }

    /// <summary>As <see cref="Combine()"/>, straight from coefficients and evidence that are as wide as the dense context: one pass, and nothing but <see cref="Kept"/> is written.</summary>
    public (double Mean, double Variance) Combine(ReadOnlySpan<double> weights, ReadOnlySpan<float> precision, ReadOnlySpan<float> evidence)
    {
        ReadOnlySpan<double> x = X, rho = Ratio;
        Span<double> kept = Kept;
        int step = Vector<double>.Count;
        Vector<double> means = Vector<double>.Zero, variances = Vector<double>.Zero;
        int i = 0;
        for (; i + (2 * step) <= Count; i += 2 * step)
        {
            Vector.Widen(new Vector<float>(precision[i..]), out Vector<double> s0, out Vector<double> s1);
            Vector.Widen(new Vector<float>(evidence[i..]), out Vector<double> h0, out Vector<double> h1);
            Add(i, s0, h0, x, rho, weights, kept, ref means, ref variances);
            Add(i + step, s1, h1, x, rho, weights, kept, ref means, ref variances);
        }

        double mean = Vector.Sum(means), variance = Vector.Sum(variances);
        for (; i < Count; i++)
        {
            kept[i] = x[i] / (1 + (rho[i] * precision[i]));
            mean += kept[i] * (weights[i] + (rho[i] * evidence[i]));
            variance += x[i] * kept[i] * rho[i];
        }

        kept[Count..].Clear();
        return (mean, variance);

        static void Add(
            int i, Vector<double> s, Vector<double> h, ReadOnlySpan<double> x, ReadOnlySpan<double> rho, ReadOnlySpan<double> weights, Span<double> kept, ref Vector<double> means, ref Vector<double> variances)
        {
            var values = new Vector<double>(x[i..]);
            var ratio = new Vector<double>(rho[i..]);
            Vector<double> part = values / (Vector<double>.One + (ratio * s));
            part.CopyTo(kept[i..]);
            means += part * (new Vector<double>(weights[i..]) + (ratio * h));
            variances += values * part * ratio;
        }
    }

    /// <summary>The population's variance of what it contributes: kept' (scale P) kept, never more than the prior's.</summary>
    public double PopulationVariance(BanditVector x, InverseGram? p, double scale, double prior)
    {
        double most = MostVariance(prior);
        return p is null || p.Dimension == 0 ? most : Math.Min(most, scale * Quadratic(x, p));
    }

    /// <summary>As <see cref="PopulationVariance"/>, in single precision where that can be had, with a bound on the error; 0 when it is exact.</summary>
    public double PopulationVarianceSingle(BanditVector x, InverseGram? p, double scale, double prior, out double error)
    {
        error = 0;
        if (x.IsSparse || p is null || !p.HasSingle || p.Dimension != Count)
            return PopulationVariance(x, p, scale, prior);
        double most = MostVariance(prior);
        int padded = SingleGram.Pad(Count);
        if (_keptSingle.Length < padded)
            _keptSingle = new float[padded];
        TensorPrimitives.ConvertTruncating(Kept[..Count], _keptSingle);
        _keptSingle.AsSpan(Count).Clear();
        error = scale * SingleGram.ErrorBound(Count) * most;
        return Math.Clamp(scale * p.QuadraticSingle(_keptSingle), 0, most);
    }

    /// <summary>The largest that the population's variance can be: the prior's.</summary>
    public double MostVariance(double prior) => prior * SymmetricKernels.Dot(Kept, Kept, _stride);

    /// <summary>Adds one reward to s and h. Returns false, with nothing to be stored, when a number would not be finite.</summary>
    /// <param name="error">The reward less x'w and less what the population's shared part says.</param>
    /// <param name="noise">1 + the population's variance.</param>
    /// <param name="variance">Sum of x_j^2 v_j.</param>
    /// <param name="keep">What the evidence so far still counts.</param>
    public bool Update(double error, double noise, double variance, double keep = 1)
    {
        Span<double> s = Precision, h = Evidence;
        ReadOnlySpan<double> x = X, b = Population, rho = Ratio;
        for (int i = 0; i < Count; i++)
        {
            double shrink = 1 + (rho[i] * s[i]);
            double own = x[i] * x[i] * rho[i] / shrink;
            double w = (b[i] + (rho[i] * h[i])) / shrink;
            double n = noise + Math.Max(0, variance - own);
            s[i] = (keep * s[i]) + (x[i] * x[i] / n);
            h[i] = (keep * h[i]) + (x[i] * (error + (x[i] * w)) / n);
            if (!float.IsFinite((float)s[i]) || !float.IsFinite((float)h[i]))
                return false;
        }

        return true;
    }

    private double Quadratic(BanditVector x, InverseGram p)
    {
        if (!x.IsSparse)
        {
            KeptVector.LoadRaw(Kept[..Count]);
            return p.Quadratic(KeptVector);
        }

        double sum = 0;
        ReadOnlySpan<double> kept = Kept;
        for (int i = 0; i < Count; i++)
        {
            double off = 0;
            for (int j = 0; j < i; j++)
                off += kept[j] * p[x.Indices[i], x.Indices[j]];
            sum += kept[i] * ((2 * off) + (kept[i] * p[x.Indices[i], x.Indices[i]]));
        }

        return sum;
    }

    /// <summary>Sum of x_j^2 rho_j.</summary>
    private static double WeightedNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> ratio)
    {
        var sum = Vector<double>.Zero;
        for (int i = 0; i < x.Length; i += Vector<double>.Count)
        {
            var values = new Vector<double>(x[i..]);
            sum = Vector.FusedMultiplyAdd(values * values, new Vector<double>(ratio[i..]), sum);
        }

        return Vector.Sum(sum);
    }

    private Span<double> Buffer(int number) => _buffer.AsSpan(number * _stride, _stride);
}
