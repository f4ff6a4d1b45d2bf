namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What one kind of work has shown, ready to predict from: the logarithm of seconds by each expert.</summary>
internal sealed class DurationFit
{
    private const int Neighbours = 15;

    private readonly double[] _amounts;
    private readonly double[] _byAmount;
    private readonly double _median;
    private readonly double _least;
    private readonly double _largest;
    private readonly LineFit _linear;
    private readonly LineFit _relative;
    private readonly LineFit _power;

    /// <param name="recent">Amounts (NaN when unknown) and logarithms of seconds, at least one.</param>
    /// <param name="linear">Seconds by amount.</param>
    /// <param name="relative">The same, weighted by the inverse square of seconds.</param>
    /// <param name="power">Logarithm of seconds by logarithm of 1 + amount.</param>
    public DurationFit(ReadOnlySpan<(double Amount, double Log)> recent, LineFit linear, LineFit relative, LineFit power)
    {
        (_linear, _relative, _power) = (linear, relative, power);
        double[] logs = new double[recent.Length];
        var known = new List<(double Amount, double Log)>(recent.Length);
        for (int i = 0; i < recent.Length; i++)
        {
            logs[i] = recent[i].Log;
            if (double.IsFinite(recent[i].Amount))
                known.Add(recent[i]);
        }

        Array.Sort(logs);
        (_median, _least, _largest) = (Median(logs), logs[0] - Math.Log(2), logs[^1] + Math.Log(2));
        known.Sort();
        _amounts = [.. known.Select(entry => Math.Log(1 + entry.Amount))];
        _byAmount = [.. known.Select(entry => entry.Log)];
        HangsOnAmount = _amounts.Length >= 2 && _amounts[^1] > _amounts[0];
    }

    /// <summary>Whether amounts are known and differ.</summary>
    public bool HangsOnAmount { get; }

    /// <summary>The logarithm of seconds, kept within half the least and twice the largest seen.</summary>
    public double Predict(DurationExpert expert, double? amount)
    {
        if (amount is not { } known || !HangsOnAmount || expert == DurationExpert.Constant)
            return _median;
        double value = expert switch
        {
            DurationExpert.Linear => Log(_linear.At(known)),
            DurationExpert.RelativeLinear => Log(_relative.At(known)),
            DurationExpert.Power => _power.At(Math.Log(1 + known)),
            _ => Local(Math.Log(1 + known)),
        };
        return Math.Clamp(value, _least, _largest);
    }

    private static double Log(double seconds) => seconds > 0 ? Math.Log(seconds) : double.NegativeInfinity;

    private double Local(double amount)
    {
        int left = Array.BinarySearch(_amounts, amount);
        left = left < 0 ? ~left : left;
        // Of several observations of this very amount take those around the middle.
        int right = left;
        while (right < _amounts.Length && _amounts[right] == amount)
            right++;
        if (right - left > Neighbours)
            return Median([.. _byAmount[left..right].Order()]);
        while (right - left < Math.Min(Neighbours, _amounts.Length))
        {
            if (right == _amounts.Length || (left > 0 && amount - _amounts[left - 1] <= _amounts[right] - amount))
                left--;
            else
                right++;
        }

        return Median([.. _byAmount[left..right].Order()]);
    }

    private static double Median(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
}
