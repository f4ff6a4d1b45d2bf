namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// How wrong forecasts of whole executions of a domain are: each past execution is forecast from the others (in folds), and the errors are taken apart into what an
/// execution's tasks share, what those of one kind share in it, and what is each task's own.
/// </summary>
/// <remarks>
/// Variance components of a nested random-effects model (Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3) on cross-validated errors, so that they hold the
/// uncertainty of the forecasts themselves too. Kinds with few executions lean on the median kind. With the variance known from few executions only, the
/// predictive law is Student's t (Gelman et al., "Bayesian Data Analysis", 3rd ed., section 3.2).
/// </remarks>
internal sealed class ExecutionEffects
{
    private const int MostFolds = 12;
    private const double SmallestVariance = 0.0004;
    private const double NothingKnown = 0.5;
    private const double NothingKnownOwn = 0.0025;

    private readonly Dictionary<string, KindEffect> _kinds = new(StringComparer.Ordinal);
    private readonly double _unseenSquares;
    private readonly int _unseenCount;

    public ExecutionEffects(IReadOnlyList<ExecutionRecord> records)
    {
        Executions = records.Count;
        List<KindError> errors = Errors(records);
        KindError[] unseen = [.. errors.Where(error => !error.IsSeen)];
        (_unseenCount, _unseenSquares) = (unseen.Length, unseen.Sum(error => error.Mean * error.Mean));
        KindError[][] kinds = [.. errors.Where(error => error.IsSeen).GroupBy(error => error.Kind.Type, StringComparer.Ordinal).Select(kind => kind.ToArray())];
        double typicalOwn = Median([.. kinds.Select(OwnOf).Where(own => own.Freedom > 0).Select(own => own.Squares / own.Freedom)], NothingKnownOwn);
        TypicalOwnVariance = Math.Max(SmallestVariance, typicalOwn);
        foreach (KindError[] kind in kinds)
            _kinds[kind[0].Kind.Type] = EffectOf(records, kind, TypicalOwnVariance);
        double typical = Median([.. _kinds.Values.Select(effect => effect.Raw)], NothingKnown);
        foreach (KindEffect effect in _kinds.Values)
            effect.Variance = Math.Max(SmallestVariance, (typical + (effect.Executions * effect.Raw)) / (1 + effect.Executions));
        SharedPart = Correlation(records.Count, kinds);
        (Shift, Scale) = ExecutionCalibration.Of(this, errors);
    }

    /// <summary>How many executions were seen.</summary>
    public int Executions { get; }

    /// <summary>The part of the variance between executions that all kinds have in common, 0 to 1.</summary>
    public double SharedPart { get; }

    /// <summary>The variance of a task's own part, of the median kind.</summary>
    public double TypicalOwnVariance { get; }

    /// <summary>What to add to the logarithm of every forecast, by how the work of whole executions came out.</summary>
    public double Shift { get; }

    /// <summary>What to multiply the deviations of shared factors by, likewise.</summary>
    public double Scale { get; } = 1;

    /// <summary>What was learnt of a kind; null for one that was not forecast while others of it were known.</summary>
    public KindEffect? Of(string type) => _kinds.GetValueOrDefault(type);

    /// <summary>The variance between executions of a kind that was not seen, when its forecast claims <paramref name="claimed"/>.</summary>
    public double UnseenVariance(double claimed) => ((2 * claimed) + _unseenSquares) / (2 + _unseenCount);

    private static List<KindError> Errors(IReadOnlyList<ExecutionRecord> records)
    {
        int folds = Math.Min(records.Count, MostFolds);
        var errors = new List<KindError>();
        for (int fold = 0; fold < folds; fold++)
        {
            var state = new DurationState();
            for (int i = 0; i < records.Count; i++)
            {
                if (i % folds != fold)
                    TaskDurationModel.Learn(state, [.. records[i].Kinds.SelectMany(kind => kind.Observations.Select(one => Observation(kind.Type, one)))]);
            }

            for (int i = fold; i < records.Count; i += folds)
            {
                foreach (ExecutionKind kind in records[i].Kinds)
                    errors.Add(ErrorOf(state, i, kind));
            }
        }

        return errors;
    }

    private static TaskObservation Observation(string type, (double Amount, double Log) one) => new()
    {
        TaskType = type,
        Duration = TimeSpan.FromSeconds(Math.Clamp(Math.Exp(one.Log), 1e-6, 1e10)),
        Amount = double.IsFinite(one.Amount) ? one.Amount : null,
    };

    private static KindError ErrorOf(DurationState state, int execution, ExecutionKind kind)
    {
        var residuals = new double[kind.Observations.Length];
        bool isSeen = false;
        double claimed = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            (double amount, double log) = kind.Observations[i];
            DurationForecast? forecast = TaskDurationModel.Forecast(state, new DurationQuery { TaskType = kind.Type, Amount = double.IsFinite(amount) ? amount : null });
            isSeen = forecast is { ObservationCount: > 0 };
            claimed = Math.Pow(forecast?.Distribution.LogStandardDeviation ?? 0, 2);
            residuals[i] = forecast is null ? 0 : log - Math.Log(forecast.Distribution.Median!.Value.TotalSeconds);
        }

        return new KindError(execution, kind, isSeen, claimed, residuals);
    }

    /// <summary>The way to correct the forecast that was least wrong, and what is left between executions and within.</summary>
    private static KindEffect EffectOf(IReadOnlyList<ExecutionRecord> records, KindError[] kind, double typicalOwn)
    {
        int n = kind.Length;
        double sum = kind.Sum(error => error.Mean);
        double[][] left = new double[4][];
        left[(int)ExecutionCorrection.None] = [.. kind.Select(error => error.Mean)];
        left[(int)ExecutionCorrection.Bias] = [.. kind.Select(error => error.Mean - ((sum - error.Mean) / n))];
        foreach (ExecutionCorrection nearest in (ExecutionCorrection[])[ExecutionCorrection.Nearest, ExecutionCorrection.ThreeNearest])
        {
            left[(int)nearest] = [.. kind.Select(error => error.Kind.MeanLog - (Nearest(kind.Where(other => other != error).Select(other => (records[other.Execution].Shape, other.Kind.MeanLog)), records[error.Execution].Shape, nearest) ?? error.Kind.MeanLog))];
        }

        var best = ExecutionCorrection.None;
        for (var other = ExecutionCorrection.Bias; n >= 4 && other <= ExecutionCorrection.ThreeNearest; other++)
        {
            if (Squares(left[(int)other]) < 0.8 * Squares(left[0]) && (best == ExecutionCorrection.None || Squares(left[(int)other]) < Squares(left[(int)best])))
                best = other;
        }

        double[] errors = left[(int)best];
        (double squares, int freedom) = OwnOf(kind);
        double own = freedom == 0 ? NothingKnownOwn : Math.Max(SmallestVariance, (typicalOwn + squares) / (1 + freedom));
        double noise = freedom == 0 ? 0 : kind.Sum(error => own / error.Kind.Observations.Length);
        for (int i = 0; i < n; i++)
            kind[i].Left = errors[i];
        return new KindEffect
        {
            Correction = best,
            Bias = sum / (n + 1),
            Past = [.. kind.Select(error => (records[error.Execution].Shape, error.Kind.MeanLog))],
            Executions = n,
            Raw = Math.Max(Squares(errors) - noise, 0.05 * Squares(errors)) / n,
            OwnVariance = own,
            Residuals = freedom < KindEffect.FewestResiduals ? [] : Residuals(kind),
        };
    }

    /// <summary>The mean logarithm of the executions that are most alike; null when there are none.</summary>
    public static double? Nearest(IEnumerable<(ExecutionShape Shape, double MeanLog)> past, ExecutionShape shape, ExecutionCorrection correction)
    {
        double[] logs = [.. past.OrderBy(one => one.Shape.DistanceTo(shape)).Take(correction == ExecutionCorrection.Nearest ? 1 : 3).Select(one => one.MeanLog)];
        return logs.Length == 0 ? null : logs.Average();
    }

    /// <summary>Errors around the mean of their execution, widened by what the mean takes from them, in order and thinned to quantiles.</summary>
    private static double[] Residuals(KindError[] kind)
    {
        double[] all = [.. kind.Where(error => error.Residuals.Length > 1)
            .SelectMany(error => error.Residuals.Select(residual => (residual - error.Mean) * Math.Sqrt(error.Residuals.Length / (error.Residuals.Length - 1.0))))
            .Order()];
        return all.Length <= KindEffect.MostResiduals
            ? all
            : [.. Enumerable.Range(0, KindEffect.MostResiduals).Select(i => all[(int)((long)i * (all.Length - 1) / (KindEffect.MostResiduals - 1))])];
    }

    /// <summary>How far the kinds of an execution are wrong in the same direction, by pairs, each kind by its share of the work.</summary>
    private static double Correlation(int executions, KindError[][] kinds)
    {
        double products = 0.5, weights = 1;
        for (int execution = 0; execution < executions; execution++)
        {
            (double Weight, double Error)[] here = [.. kinds.SelectMany(kind => kind.Where(error => error.Execution == execution).Select(error =>
                (error.Kind.Count * Math.Exp(error.Kind.MeanLog), error.Left / Math.Sqrt(Math.Max(1e-12, Squares([.. kind.Select(other => other.Left)]) / kind.Length)))))];
            double total = here.Sum(one => one.Weight);
            if (total <= 0)
                continue;
            double sum = here.Sum(one => one.Weight / total * one.Error);
            products += (sum * sum) - here.Sum(one => Math.Pow(one.Weight / total * one.Error, 2));
            weights += 1 - here.Sum(one => Math.Pow(one.Weight / total, 2));
        }

        return Math.Clamp(products / weights, 0, 1);
    }

    private static (double Squares, int Freedom) OwnOf(KindError[] kind) =>
        (kind.Sum(error => error.Residuals.Sum(residual => Math.Pow(residual - error.Mean, 2))), kind.Sum(error => error.Residuals.Length - 1));

    private static double Squares(double[] values) => System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(values);

    private static double Median(double[] values, double otherwise)
    {
        Array.Sort(values);
        return values.Length == 0 ? otherwise : (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
    }
}
