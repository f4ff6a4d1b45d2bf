using System.Globalization;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Makes axes with ticks at round places.</summary>
internal static class TickMaker
{
    public static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    public static GeneratedAxis Linear(double low, double high, int ticks, char minus, bool isTight, string? title)
    {
        double raw = (high - low) / ticks, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = Steps.MinBy(candidate => Math.Abs(Math.Log(candidate * power / raw))) * power;
        double from = isTight ? low : Math.Floor((low / step) + 1e-9) * step, to = isTight ? high : Math.Ceiling((high / step) - 1e-9) * step;
        int decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        if (Math.Abs((step * Math.Pow(10, decimals)) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6)
            decimals++;
        var marks = new List<GeneratedTick>();
        for (double k = Math.Ceiling((from / step) - 1e-9); k * step <= to + (1e-9 * step); k++)
        {
            string text = Math.Abs(k * step).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            marks.Add(new GeneratedTick(k * step, k < 0 ? minus + text : text));
        }

        return new GeneratedAxis { Scale = "linear", Minimum = from, Maximum = to, Ticks = marks, Title = title };
    }

    public static GeneratedAxis Logarithmic(double low, double high, bool isRaised, char minus, string? title)
    {
        int from = (int)Math.Floor(Math.Log10(low) + 1e-9), to = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        GeneratedTick[] marks = [.. Enumerable.Range(from, to - from + 1).Select(exponent => isRaised
            ? new GeneratedTick(Math.Pow(10, exponent), "10", (exponent < 0 ? minus.ToString() : "") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture))
            : new GeneratedTick(Math.Pow(10, exponent), ((decimal)Math.Pow(10, exponent)).ToString("0.######", CultureInfo.InvariantCulture)))];
        return new GeneratedAxis { Scale = "log", Minimum = Math.Pow(10, from), Maximum = Math.Pow(10, to), Ticks = marks, Title = title };
    }

    public static GeneratedAxis Dates(DateTime first, DateTime last, int ticks, string format, string? title)
    {
        int months = ((last.Year - first.Year) * 12) + last.Month - first.Month, step = new[] { 1, 2, 3, 6, 12, 24 }.First(candidate => months / candidate <= ticks || candidate == 24);
        var marks = new List<GeneratedTick>();
        for (var at = new DateTime(first.Year, first.Month, 1, 0, 0, 0, DateTimeKind.Utc); at <= last; at = at.AddMonths(1))
        {
            if (at >= first && ((at.Year * 12) + at.Month - 1) % step == 0)
                marks.Add(new GeneratedTick((at - Epoch).TotalDays, at.ToString(format, CultureInfo.InvariantCulture)));
        }

        return new GeneratedAxis { Scale = "date", Minimum = (first - Epoch).TotalDays, Maximum = (last - Epoch).TotalDays, Ticks = marks, Title = title };
    }

    public static GeneratedAxis Categories(IReadOnlyList<string> names, string? title) =>
        new() { Scale = "category", Minimum = -0.5, Maximum = names.Count - 0.5, Categories = names, Ticks = [.. names.Select((name, index) => new GeneratedTick(index, name))], Title = title };
}
