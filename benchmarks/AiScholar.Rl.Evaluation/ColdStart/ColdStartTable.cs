using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Evaluation.ColdStart;

/// <summary>
/// Figures with 95 % intervals: over users (a user who is new in several seeds counts as one cluster), and the paired one of the difference. Those over the seeds' means
/// (Student's t) stand beside them.
/// </summary>
internal static class ColdStartTable
{
    public static MeasureResult Of(List<ColdStartOutcome> outcomes, int[] sizes, double seconds)
    {
        var figures = new List<KeyValuePair<string, double>>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (int n in sizes)
        {
            ColdStartOutcome[] at = [.. outcomes.Where(outcome => outcome.Support == n)];
            Add("mae", n, at, outcome => outcome.Error, outcome => outcome.BaselineError, figures, rows);
            Add("ndcg5", n, at, outcome => outcome.Gain, outcome => outcome.BaselineGain, figures, rows);
            figures.Add(new($"mean_forecast_mae_at_{n}", at.Average(outcome => outcome.MeanError)));
            rows[^2] = [.. rows[^2], Text(at.Average(outcome => outcome.MeanError))];
            rows[^1] = [.. rows[^1], ""];
        }

        figures.Add(new("new_users", outcomes.Count / (double)sizes.Length));
        figures.Add(new("seconds", seconds));
        return new MeasureResult
        {
            Columns = ["figure", "n", "learner", "95 %", "baseline", "95 %", "difference", "95 % paired", "over seeds", "apart", "of means"],
            Rows = rows,
            Figures = figures,
        };
    }

    private static void Add(string name, int n, ColdStartOutcome[] at, Func<ColdStartOutcome, double> own, Func<ColdStartOutcome, double> other, List<KeyValuePair<string, double>> figures, List<IReadOnlyList<string>> rows)
    {
        (double value, double half) = OverUsers(at, own);
        (double baseline, double baselineHalf) = OverUsers(at, other);
        (double difference, double paired) = OverUsers(at, outcome => own(outcome) - other(outcome));
        double overSeeds = OverSeeds(at, outcome => own(outcome) - other(outcome));
        bool separate = Math.Abs(difference) > half + baselineHalf, apart = Math.Abs(difference) > paired;
        figures.Add(new($"{name}_at_{n}", value));
        figures.Add(new($"baseline_{name}_at_{n}", baseline));
        figures.Add(new($"{name}_at_{n}_half_width", half));
        figures.Add(new($"baseline_{name}_at_{n}_half_width", baselineHalf));
        figures.Add(new($"{name}_at_{n}_difference", difference));
        figures.Add(new($"{name}_at_{n}_difference_half_width", paired));
        figures.Add(new($"{name}_at_{n}_difference_half_width_over_seeds", overSeeds));
        rows.Add([name, n.ToString(CultureInfo.InvariantCulture), Text(value), Range(value, half), Text(baseline), Range(baseline, baselineHalf), Signed(difference), Range(difference, paired), Range(difference, overSeeds),
            separate ? "yes" : apart ? "paired" : "no"]);
    }

    private static (double Mean, double HalfWidth) OverUsers(ColdStartOutcome[] at, Func<ColdStartOutcome, double> select)
    {
        double mean = at.Average(select);
        var clusters = at.GroupBy(outcome => outcome.User, outcome => select(outcome) - mean, StringComparer.Ordinal).Select(cluster => cluster.Sum()).ToArray();
        if (clusters.Length < 2)
            return (mean, double.PositiveInfinity);
        double variance = clusters.Sum(sum => sum * sum) * clusters.Length / (clusters.Length - 1) / ((double)at.Length * at.Length);
        return (mean, StudentT.InvCDF(0, 1, clusters.Length - 1, 0.975) * Math.Sqrt(variance));
    }

    private static double OverSeeds(ColdStartOutcome[] at, Func<ColdStartOutcome, double> select)
    {
        double[] means = [.. at.GroupBy(outcome => outcome.Seed).Select(seed => seed.Average(select))];
        if (means.Length < 2)
            return double.PositiveInfinity;
        double centre = means.Average();
        return StudentT.InvCDF(0, 1, means.Length - 1, 0.975) * Math.Sqrt(means.Sum(mean => (mean - centre) * (mean - centre)) / (means.Length - 1) / means.Length);
    }

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture);

    private static string Range(double value, double half) => double.IsFinite(half) ? string.Create(CultureInfo.InvariantCulture, $"[{value - half:0.0000}, {value + half:0.0000}]") : "";
}
