namespace AiScholar.Rl.ResearchAssistant;

/// <summary>By what factor people, or instruments, are slower than others at the same work: means of log-residuals, shrunken by how much they differ at all.</summary>
/// <remarks>
/// Random effects by the method of moments (Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3): n / (n + σ²/τ²) of the own mean. They are
/// used only while predictions of new work with them are nearer than without: names may stand for something else, such as the site they are used at.
/// </remarks>
internal sealed class MultiplierTable
{
    /// <summary>How many names are told apart; later ones count as unknown.</summary>
    public const int Capacity = 100_000;

    private const double LargestError = 2;
    private const double FewestJudged = 10;
    private const double MustGain = 0.98;

    private readonly Dictionary<string, (double Weight, double Sum)> _names = new(StringComparer.Ordinal);
    private double _weight;
    private double _sum;
    private double _squares;
    private double _errorsWith;
    private double _errorsWithout;
    private (double Within, double Between)? _variances;

    /// <summary>The logarithm of the factor; 0 for nobody, for somebody unknown, and while factors do not help.</summary>
    public double Of(string? name) => _weight >= FewestJudged && _errorsWith < MustGain * _errorsWithout ? Estimate(name) : 0;

    /// <summary>Judges the factor by a residual, then learns it.</summary>
    public void Add(string? name, double residual, double weight)
    {
        if (name is null || (!_names.ContainsKey(name) && _names.Count >= Capacity))
            return;
        residual = Math.Clamp(residual, -LargestError, LargestError);
        _errorsWith += weight * Math.Abs(residual - Estimate(name));
        _errorsWithout += weight * Math.Abs(residual);
        (double own, double sum) = _names.GetValueOrDefault(name);
        _names[name] = (own + weight, sum + (weight * residual));
        (_weight, _sum, _squares, _variances) = (_weight + weight, _sum + (weight * residual), _squares + (weight * residual * residual), null);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (double value in (double[])[_weight, _sum, _squares, _errorsWith, _errorsWithout])
            writer.Write(value);
        writer.Write(_names.Count);
        foreach ((string name, (double weight, double sum)) in _names.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(weight);
            writer.Write(sum);
        }
    }

    /// <exception cref="StateException">A number is out of its range.</exception>
    public static MultiplierTable Read(BinaryReader reader)
    {
        var table = new MultiplierTable { _weight = Number(reader), _sum = Number(reader), _squares = Number(reader), _errorsWith = Number(reader), _errorsWithout = Number(reader) };
        for (int left = Core.PolicyPayload.Count(reader.ReadInt32(), Capacity, "names"); left > 0; left--)
            table._names[reader.ReadString()] = (Math.Max(1e-9, Number(reader)), Number(reader));
        return table;

        static double Number(BinaryReader reader) => Core.PolicyPayload.Finite(reader.ReadDouble());
    }

    private double Estimate(string? name)
    {
        if (name is null || !_names.TryGetValue(name, out (double Weight, double Sum) own))
            return 0;
        (double within, double between) = _variances ??= Variances();
        return between <= 0 ? 0 : ((own.Sum / own.Weight) - (_sum / _weight)) * own.Weight / (own.Weight + (within / between));
    }

    private (double Within, double Between) Variances()
    {
        double mean = _sum / _weight, explained = 0, squaredWeights = 0;
        foreach ((double weight, double sum) in _names.Values)
        {
            explained += weight * Math.Pow((sum / weight) - mean, 2);
            squaredWeights += weight * weight;
        }

        double whole = _squares - (_weight * mean * mean);
        double within = Math.Max(1e-6, (whole - explained) / Math.Max(1, _weight - _names.Count));
        double scale = _weight - (squaredWeights / _weight);
        return (within, scale <= 0 ? 0 : Math.Max(0, (explained - ((_names.Count - 1) * within)) / scale));
    }
}
