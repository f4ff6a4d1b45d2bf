namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Checks the law of whole executions against past ones: the work of each, summed over its tasks, should look like a draw from what was forecast of it without it. Where it is off on
/// average all forecasts are moved, where it is narrower or wider what tasks share is scaled.
/// </summary>
/// <remarks>
/// Recalibration by cross-validated errors of the quantity of interest, in the manner of split conformal prediction (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random
/// World", 2005; Barber et al., "Predictive inference with the jackknife+", 2021). The kinds' own components cannot see how their errors add up. One execution that is as forecast is
/// added to those seen, so that few change little.
/// </remarks>
internal static class ExecutionCalibration
{
    private const int Draws = 200;
    private const int TasksAKind = 32;
    private const double MustGain = 0.8;
    private const double PriorExecutions = 1;
    private const double LargestScale = 4;

    /// <summary>What to add to logarithms of forecasts, and what to multiply the deviations of shared factors by.</summary>
    public static (double Shift, double Scale) Of(ExecutionEffects effects, IReadOnlyList<KindError> errors)
    {
        (double Error, double Spread)[] works = [.. errors.GroupBy(error => error.Execution).OrderBy(group => group.Key).Select(group => Work(effects, [.. group], group.Key)).Where(work => double.IsFinite(work.Error) && work.Spread > 1e-6)];
        if (works.Length < 2)
            return (0, 1);
        double sum = works.Sum(work => work.Error);
        double plain = works.Sum(work => Squared(work.Error / work.Spread));
        double moved = works.Sum(work => Squared((work.Error - ((sum - work.Error) / works.Length)) / work.Spread));
        bool moves = moved < MustGain * plain;
        double scale = Math.Sqrt((PriorExecutions + (moves ? moved : plain)) / (PriorExecutions + works.Length));
        return (moves ? sum / (works.Length + 1) : 0, Math.Clamp(scale, 1 / LargestScale, LargestScale));
    }

    /// <summary>The logarithm of the execution's work less the median of what was forecast, and the spread of the forecast.</summary>
    private static (double Error, double Spread) Work(ExecutionEffects effects, KindError[] kinds, int execution)
    {
        double real = kinds.Sum(kind => kind.Kind.Count * kind.Kind.Observations.Average(one => Math.Exp(one.Log)));
        var random = new SearchRandom(execution);
        var draws = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            double common = Normal(ref random), freedom = Normal(ref random), sum = 0;
            foreach (KindError kind in kinds)
            {
                KindEffect? effect = kind.IsSeen ? effects.Of(kind.Kind.Type) : null;
                double between = effect?.Variance ?? effects.UnseenVariance(kind.Claimed), own = Math.Sqrt(effect?.OwnVariance ?? effects.TypicalOwnVariance);
                double shared = (Math.Sqrt(effects.SharedPart * between) * common) + (Math.Sqrt((1 - effects.SharedPart) * between) * Normal(ref random));
                double level = kind.Mean - kind.Left + (shared * FactorSet.Scale(1 + (effect?.Executions ?? effects.Executions), freedom));
                int tasks = Math.Min(TasksAKind, kind.Kind.Count);
                double work = 0;
                for (int task = 0; task < tasks; task++)
                {
                    int like = task % kind.Residuals.Length;
                    double residual = effect is { Residuals.Length: > 0 } ? effect.Residuals[random.Next(effect.Residuals.Length)] : own * Normal(ref random);
                    work += Math.Exp(Math.Clamp(kind.Kind.Observations[like].Log - kind.Residuals[like] + level + residual, -50, 50));
                }

                sum += work * kind.Kind.Count / tasks;
            }

            draws[draw] = Math.Log(sum);
        }

        Array.Sort(draws);
        // From the 10th to the 90th percentile a normal law has 2.563 standard deviations.
        return (Math.Log(real) - ((draws[(Draws / 2) - 1] + draws[Draws / 2]) / 2), (draws[(int)(0.9 * Draws)] - draws[(int)(0.1 * Draws)]) / 2.563);
    }

    private static double Normal(ref SearchRandom random) => NormalLaw.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));

    private static double Squared(double value) => value * value;
}
