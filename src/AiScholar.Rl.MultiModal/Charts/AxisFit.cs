namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Fits a scale to labels of which some are misread: every pair of readings proposes a scale, the one that most readings agree with wins, and
/// least squares over those gives the numbers.
/// </summary>
/// <remarks>Random sample consensus, M. Fischler and R. Bolles, Comm. ACM 24(6), 1981, with all pairs in place of random ones: an axis has few labels.</remarks>
internal static class AxisFit
{
    private const int MostLabels = 40;
    private const int MostReadings = 3;
    private const double Tolerance = 0.14;
    private const double DecadeScore = 0.6;
    private const double DecadeSlack = 0.05;

    /// <summary>The best scale with the score of its labels, or null when no two labels agree.</summary>
    public static FittedAxis? Fit(IReadOnlyList<AxisLabel> labels)
    {
        AxisLabel[] read = [.. labels.Where(label => label.Reading.Numbers.Count > 0).OrderBy(label => label.Position).Take(MostLabels)];
        if (read.Length < 2)
            return null;
        double spacing = Spacing(labels);
        FittedAxis? linear = Best(read, spacing, logarithmic: false), log = Best(read, spacing, logarithmic: true);
        // Decades read like equal steps of the exponent only on a logarithmic axis.
        return log is not null && (linear is null || log.Score > linear.Score + 0.9 || AreDecades(log, linear, read.Length)) ? log : linear;
    }

    /// <summary>Whether the labels are powers of ten a decade apart, and no linear scale explains more of them: no linear axis is labelled 10 and 100 alone.</summary>
    private static bool AreDecades(FittedAxis log, FittedAxis linear, int read)
    {
        if (log.Labels.Count < Math.Max(linear.Labels.Count, read) || log.Score < DecadeScore * log.Labels.Count)
            return false;
        double[] exponents = [.. log.Labels.Select(label => log.Scale.Intercept + (log.Scale.Slope * label.Position)).Order()];
        return exponents.All(exponent => Math.Abs(exponent - Math.Round(exponent)) < DecadeSlack)
            && exponents.Zip(exponents.Skip(1)).All(pair => Math.Abs(pair.Second - pair.First - 1) < DecadeSlack);
    }

    private static double Spacing(IReadOnlyList<AxisLabel> labels)
    {
        double[] places = [.. labels.Select(label => label.Position).Order()];
        double[] gaps = [.. places.Zip(places.Skip(1), (a, b) => b - a).Where(gap => gap > 2).Order()];
        return gaps.Length > 0 ? gaps[gaps.Length / 2] : 1;
    }

    private static FittedAxis? Best(AxisLabel[] labels, double spacing, bool logarithmic)
    {
        FittedAxis? best = null;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = i + 1; j < labels.Length; j++)
            {
                double apart = labels[j].Position - labels[i].Position;
                if (apart < 0.5 * spacing)
                    continue;
                foreach (LabelCandidate a in labels[i].Reading.Numbers.Take(MostReadings))
                {
                    foreach (LabelCandidate b in labels[j].Reading.Numbers.Take(MostReadings))
                    {
                        if (Scaled(a, logarithmic) is { } va && Scaled(b, logarithmic) is { } vb && va != vb
                            && Judge(labels, spacing, (vb - va) / apart, va - ((vb - va) / apart * labels[i].Position), logarithmic) is { } fit && fit.Score > (best?.Score ?? 0))
                        {
                            best = fit;
                        }
                    }
                }
            }
        }

        return best;
    }

    private static double? Scaled(LabelCandidate candidate, bool logarithmic) =>
        !logarithmic ? candidate.Value : candidate.Value > 0 ? Math.Log10(candidate.Value.Value) : null;

    private static FittedAxis? Judge(AxisLabel[] labels, double spacing, double slope, double intercept, bool logarithmic)
    {
        double score = 0, off = Tolerance * spacing * Math.Abs(slope);
        var agreeing = new List<(AxisLabel Label, double Value)>();
        foreach (AxisLabel label in labels)
        {
            foreach (LabelCandidate candidate in label.Reading.Numbers)
            {
                if (Scaled(candidate, logarithmic) is not { } value || Math.Abs(value - intercept - (slope * label.Position)) > off)
                    continue;
                score += Weight(candidate);
                agreeing.Add((label, value));
                break;
            }
        }

        if (agreeing.Count < 2)
            return null;
        (double fittedSlope, double fittedIntercept) = LeastSquares(agreeing);
        double share = (double)agreeing.Count / labels.Length;
        if (fittedSlope == 0 || !double.IsFinite(fittedSlope))
            return null;
        return new FittedAxis(
            new AxisScale { Slope = fittedSlope, Intercept = fittedIntercept, IsLogarithmic = logarithmic, Confidence = Math.Clamp(share * score / agreeing.Count * (agreeing.Count > 2 ? 1 : 0.7), 0, 1) },
            [.. agreeing.Select(item => item.Label)],
            score)
        {
            Residual = Residual(agreeing, fittedSlope, fittedIntercept),
        };
    }

    /// <summary>The same axis with the places of its labels replaced, those of ticks say; the labels' own places stay in the result.</summary>
    public static FittedAxis Refit(FittedAxis axis, IReadOnlyList<(AxisLabel Label, double Position)> places)
    {
        bool logarithmic = axis.Scale.IsLogarithmic;
        var points = new List<(AxisLabel Label, double Value)>();
        foreach ((AxisLabel label, double position) in places)
        {
            double expected = axis.Scale.Intercept + (axis.Scale.Slope * label.Position);
            double? value = label.Reading.Numbers.Select(candidate => Scaled(candidate, logarithmic)).Where(scaled => scaled is not null).MinBy(scaled => Math.Abs(scaled!.Value - expected));
            points.Add((label with { Position = position }, value!.Value));
        }

        (double slope, double intercept) = LeastSquares(points);
        if (slope == 0 || !double.IsFinite(slope))
            return axis;
        return axis with { Scale = axis.Scale with { Slope = slope, Intercept = intercept }, Residual = Residual(points, slope, intercept) };
    }

    private static double Residual(List<(AxisLabel Label, double Value)> points, double slope, double intercept) =>
        Math.Sqrt(points.Average(point => Math.Pow((point.Value - intercept - (slope * point.Label.Position)) / slope, 2)));

    private static double Weight(LabelCandidate candidate) => Math.Clamp(1 + (candidate.LogProbability / 4), 0.02, 1);

    private static (double Slope, double Intercept) LeastSquares(List<(AxisLabel Label, double Value)> points)
    {
        double x = points.Average(point => point.Label.Position), y = points.Average(point => point.Value);
        double xy = points.Sum(point => (point.Label.Position - x) * (point.Value - y)), xx = points.Sum(point => (point.Label.Position - x) * (point.Label.Position - x));
        return (xy / xx, y - (xy / xx * x));
    }
}
