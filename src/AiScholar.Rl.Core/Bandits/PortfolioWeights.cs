namespace AiScholar.Rl.Core;

/// <summary>The weights of a portfolio's members and the evidence behind them. Safe to call from many threads.</summary>
/// <remarks>
/// <para>With the logged propensity p(a), a member's own probability q(a), and the mean reward b so far, (r - b) (q(a)/p(a) - 1) is an unbiased
/// estimate of what the member earns above the portfolio: the importance weight has expectation 1, so b only takes variance away (Agarwal,
/// Luo, Neyshabur, Schapire, "Corralling a band of bandit algorithms", COLT 2017, feeds members the same weights).</para>
/// <para>With S the discounted sum of the estimates and V that of their squares, the evidence is sign(S) S^2 / (2V), the log-likelihood ratio of
/// a mean of S against one of 0 for normal estimates. Weights are initial * exp(evidence), normalised, with the least weight mixed in.</para>
/// </remarks>
internal sealed class PortfolioWeights
{
    private readonly Lock _gate = new();
    private readonly PortfolioOptions _options;
    private readonly double[] _logInitial;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _weights;
    private double _rewards;
    private double _counted;
    private long _version;

    public PortfolioWeights(PortfolioOptions options, IEnumerable<double> initial)
    {
        _options = options;
        _logInitial = [.. initial.Select(weight => Math.Log(weight))];
        (_sums, _squares, _weights) = (new double[_logInitial.Length], new double[_logInitial.Length], new double[_logInitial.Length]);
        Weigh();
    }

    /// <summary>Copies the weights; returns how many rewards made them.</summary>
    public long CopyTo(Span<double> weights)
    {
        lock (_gate)
        {
            _weights.CopyTo(weights);
            return _version;
        }
    }

    /// <summary>Rewards so far.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
                return _version;
        }
    }

    /// <summary>Judges the members by a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="propensity">The probability of the chosen action in the log.</param>
    /// <param name="own">Each member's own probability of it; NaN: not known.</param>
    public void Judge(double reward, double propensity, ReadOnlySpan<double> own)
    {
        double largest = 1 / Math.Max(1e-3, _options.MinimumWeight);
        lock (_gate)
        {
            double baseline = _counted > 0 ? _rewards / _counted : reward;
            for (int i = 0; i < _sums.Length; i++)
            {
                double estimate = double.IsNaN(own[i]) ? 0 : (reward - baseline) * (Math.Min(largest, own[i] / propensity) - 1);
                _sums[i] = (_sums[i] * _options.Discount) + estimate;
                _squares[i] = (_squares[i] * _options.Discount) + (estimate * estimate);
            }

            (_rewards, _counted) = ((_rewards * _options.Discount) + reward, (_counted * _options.Discount) + 1);
            _version++;
            Weigh();
        }
    }

    public double Evidence(int member)
    {
        lock (_gate)
            return EvidenceOf(member);
    }

    public void Write(BinaryWriter writer, int member)
    {
        lock (_gate)
        {
            writer.Write(_sums[member]);
            writer.Write(_squares[member]);
        }
    }

    public void WriteBaseline(BinaryWriter writer)
    {
        lock (_gate)
        {
            writer.Write(_rewards);
            writer.Write(_counted);
        }
    }

    /// <summary>Takes over saved sums.</summary>
    public void Restore(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, double rewards, double counted)
    {
        lock (_gate)
        {
            sums.CopyTo(_sums);
            squares.CopyTo(_squares);
            (_rewards, _counted, _version) = (rewards, counted, _version + 1);
            Weigh();
        }
    }

    private double EvidenceOf(int member) =>
        _squares[member] > 0 ? _sums[member] * Math.Abs(_sums[member]) / (2 * _squares[member]) : 0;

    private void Weigh()
    {
        double highest = double.NegativeInfinity;
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] = _logInitial[i] + EvidenceOf(i);
            highest = Math.Max(highest, _weights[i]);
        }

        double sum = 0;
        foreach (ref double weight in _weights.AsSpan())
            sum += weight = Math.Exp(weight - highest);
        double floor = Math.Min(_options.MinimumWeight, 1.0 / _weights.Length);
        foreach (ref double weight in _weights.AsSpan())
            weight = (weight / sum * (1 - (floor * _weights.Length))) + floor;
    }
}
