namespace AiScholar.Rl.Core;

/// <summary>
/// How much users differ, learnt for each coefficient: rho_j = tau_j^2 / sigma^2. Written under the policy's write lock; the ratios are replaced as a
/// whole, so that readers need none.
/// </summary>
/// <remarks>
/// Source: MacKay, "Bayesian interpolation", Neural Computation 4 (1992) 415-447, section 4.4: at the maximum of the evidence,
/// tau_j^2 = (sum of d_j^2) / (sum of g_j), with d_j = w_j - b_j the estimated deviation and g_j = rho_j s_j / (1 + rho_j s_j) how well it is
/// determined; the sums run over the latest rewards, each with its user. Sigma^2 is the mean of sigma^2 e^2 / S over the innovations e of variance S. Both sums forget:
/// the window is a quarter of all rewards, at least 200 and at most 50,000. Each ratio is shrunk to that of all coefficients, as if by <see cref="PriorWeight"/> of them.
/// </remarks>
internal sealed class UserVariance
{
    /// <summary>Well-determined coefficients that the initial ratio, and the common ratio for each, count for.</summary>
    public const double PriorWeight = 10;

    private const int RefreshInterval = 64;
    private const double Smallest = 1e-6;
    private const double Largest = 1e4;
    private const double InitialNoise = 0.1;
    private readonly double _initialRatio;
    private double[] _ratios = [];
    private double _common;

    public UserVariance(double initialRatio) => _initialRatio = _common = initialRatio;

    /// <summary>rho_j of the coefficients seen.</summary>
    public ReadOnlySpan<double> Ratios => Volatile.Read(ref _ratios);

    /// <summary>rho of the others.</summary>
    public double Common => Volatile.Read(ref _common);

    /// <summary>sigma^2.</summary>
    public double Noise { get; private set; } = InitialNoise;

    public long Count { get; private set; }

    /// <summary>Sums of d_j^2 / sigma^2.</summary>
    public double[] Deviations { get; private set; } = [];

    /// <summary>Sums of g_j.</summary>
    public double[] Determined { get; private set; } = [];

    /// <summary>Adds one reward of one user: the terms after their update, with the innovation and its variance in units of sigma^2.</summary>
    public void Observe(BanditVector x, UserTerms terms, double innovation, double variance)
    {
        Grow(x.Dimension);
        double window = Math.Clamp(Count / 4.0, 200, 50_000);
        double keep = 1 - (1 / window);
        Count++;
        double noise = Noise + (((innovation * innovation / variance) - Noise) / Math.Min(window, Count + PriorWeight));
        if (double.IsFinite(noise))
            Noise = Math.Max(noise, 1e-12);
        for (int i = 0; i < terms.Count; i++)
        {
            if (terms.X[i] == 0)
                continue;
            int index = x.Term(i).Index;
            double shrink = 1 + (terms.Ratio[i] * terms.Precision[i]);
            double deviation = terms.Ratio[i] * (terms.Evidence[i] - (terms.Precision[i] * terms.Population[i])) / shrink;
            double square = deviation * deviation / Noise;
            if (!double.IsFinite(square))
                continue;
            Deviations[index] = (Deviations[index] * keep) + square;
            Determined[index] = (Determined[index] * keep) + (1 - (1 / shrink));
        }

        if (Count % RefreshInterval == 0)
            Refresh();
    }

    /// <summary>Takes over saved sums.</summary>
    public void Restore(long count, double noise, double[] deviations, double[] determined)
    {
        (Count, Noise, Deviations, Determined) = (count, noise, deviations, determined);
        Refresh();
    }

    private void Refresh()
    {
        double common = Ratio(_initialRatio, Deviations.Sum(), Determined.Sum());
        var ratios = new double[Deviations.Length];
        for (int i = 0; i < ratios.Length; i++)
            ratios[i] = Ratio(common, Deviations[i], Determined[i]);
        Volatile.Write(ref _common, common);
        Volatile.Write(ref _ratios, ratios);
    }

    private static double Ratio(double prior, double deviations, double determined) =>
        Math.Clamp(((PriorWeight * prior) + deviations) / (PriorWeight + determined), Smallest, Largest);

    private void Grow(int dimension)
    {
        if (Deviations.Length >= dimension)
            return;
        double[] deviations = Deviations, determined = Determined;
        Array.Resize(ref deviations, dimension);
        Array.Resize(ref determined, dimension);
        (Deviations, Determined) = (deviations, determined);
    }
}
