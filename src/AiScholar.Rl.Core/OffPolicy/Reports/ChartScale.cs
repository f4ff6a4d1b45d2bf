using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>A linear axis with round ticks.</summary>
internal sealed class ChartScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;

    public ChartScale(IEnumerable<double> values, double start, double end)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (_low, _high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double margin = _high > _low ? 0.05 * (_high - _low) : Math.Max(1e-6, 0.1 * Math.Abs(_high));
        (_low, _high, _start, _end) = (_low - margin, _high + margin, start, end);
    }

    public double At(double value) => double.IsFinite(value) ? _start + ((value - _low) / (_high - _low) * (_end - _start)) : value > 0 ? _end : _start;

    public IEnumerable<(double Position, string Label)> Ticks()
    {
        double step = Math.Pow(10, Math.Floor(Math.Log10((_high - _low) / 4)));
        step *= (_high - _low) / step > 20 ? 5 : (_high - _low) / step > 8 ? 2 : 1;
        double first = Math.Ceiling(_low / step) * step;
        for (int i = 0; i < 25 && first + (i * step) <= _high; i++)
            yield return (At(first + (i * step)), (Math.Abs(first + (i * step)) < step / 2 ? 0 : first + (i * step)).ToString("G5", CultureInfo.InvariantCulture));
    }
}
