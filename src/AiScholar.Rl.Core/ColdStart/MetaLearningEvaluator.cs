using System.Globalization;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Core;

/// <summary>Compares a meta-learner with a plain baseline on tasks that neither has seen. Safe to call from many threads; the learners are trained by it.</summary>
public static class MetaLearningEvaluator
{
    /// <summary>Trains both on one part of the tasks and compares them on the other, with the same support and queries.</summary>
    /// <param name="learner">The learner; its state is replaced.</param>
    /// <param name="baseline">What it must beat, usually <c>bias-baseline</c>; its state is replaced.</param>
    /// <param name="tasks">The tasks; a new one needs as many answers as queries and the largest support take.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PersonalizationException">Fewer than two tasks can be new ones, or the tasks are unusable.</exception>
    /// <exception cref="AdvancedRlException">An option is out of its range; code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public static async Task<MetaLearningReport> CompareAsync(
        IMetaLearner learner, IMetaLearner baseline, IReadOnlyList<MetaTask> tasks, MetaComparisonOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(baseline);
        options ??= new MetaComparisonOptions();
        if (new MetaComparisonOptionsValidator().Validate(null, options) is { Failed: true } invalid)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, invalid.FailureMessage);
        if (options.SupportSizes.Any(size => size < 0))
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"{nameof(MetaComparisonOptions.SupportSizes)} must each be at least 0.");
        MetaTask[] kept = MetaInputs.Check(tasks, 2, int.MaxValue, "");
        var random = new Random(options.Seed);
        random.Shuffle(kept);
        int needed = options.Queries + options.SupportSizes.Max();
        MetaTask[] fresh = [.. kept.Where(task => task.Examples.Count >= needed).Take((int)(kept.Length * options.NewTaskFraction))];
        if (fresh.Length < 2)
            throw MetaInputs.Invalid($"Only {fresh.Length} tasks can be new ones; at least 2 with {needed} answers are needed (MetaComparisonOptions.Queries and SupportSizes).");
        MetaTask[] training = [.. kept.Except(fresh)];
        await learner.MetaTrainAsync(training, cancellationToken).ConfigureAwait(false);
        await baseline.MetaTrainAsync(training, cancellationToken).ConfigureAwait(false);

        double[,] own = new double[options.SupportSizes.Count, fresh.Length], other = new double[options.SupportSizes.Count, fresh.Length];
        for (int task = 0; task < fresh.Length; task++)
        {
            MetaExample[] examples = [.. fresh[task].Examples];
            random.Shuffle(examples);
            for (int size = 0; size < options.SupportSizes.Count; size++)
            {
                MetaExample[] support = examples[options.Queries..(options.Queries + options.SupportSizes[size])];
                own[size, task] = await ErrorAsync(learner, support, examples[..options.Queries], cancellationToken).ConfigureAwait(false);
                other[size, task] = await ErrorAsync(baseline, support, examples[..options.Queries], cancellationToken).ConfigureAwait(false);
            }
        }

        return Report(learner.Name, baseline.Name, training.Length, own, other, options);
    }

    private static async ValueTask<double> ErrorAsync(IMetaLearner learner, MetaExample[] support, MetaExample[] queries, CancellationToken cancellationToken)
    {
        ITaskPredictor predictor = await learner.AdaptAsync(support, cancellationToken).ConfigureAwait(false);
        double[] predicted = [.. queries.Select(query => predictor.Predict(query.Item).Value)];
        return predicted.Zip(queries, (value, query) => Math.Abs(value - query.Target)).Average();
    }

    private static MetaLearningReport Report(string learner, string baseline, int training, double[,] own, double[,] other, MetaComparisonOptions options)
    {
        int sizes = options.SupportSizes.Count, tasks = own.GetLength(1);
        var rows = new MetaLearningReportRow[sizes];
        double[] overall = new double[tasks];
        for (int size = 0; size < sizes; size++)
        {
            double[] differences = new double[tasks];
            double ownSum = 0, otherSum = 0;
            for (int task = 0; task < tasks; task++)
            {
                differences[task] = own[size, task] - other[size, task];
                overall[task] += differences[task] / sizes;
                (ownSum, otherSum) = (ownSum + own[size, task], otherSum + other[size, task]);
            }

            (double lower, double upper) = Interval(differences, options.ConfidenceLevel);
            rows[size] = new MetaLearningReportRow { SupportSize = options.SupportSizes[size], LearnerError = ownSum / tasks, BaselineError = otherSum / tasks, DifferenceLowerBound = lower, DifferenceUpperBound = upper };
        }

        (double low, double high) = Interval(overall, options.ConfidenceLevel);
        MetaLearningReportRow? worse = rows.FirstOrDefault(row => row.DifferenceLowerBound > 0);
        string difference = string.Create(CultureInfo.InvariantCulture, $"its error less the baseline's, over all sizes of support, is in [{low:0.0000}, {high:0.0000}]");
        return new MetaLearningReport
        {
            Learner = learner,
            Baseline = baseline,
            TrainingTasks = training,
            NewTasks = tasks,
            Rows = rows,
            IsRecommended = high < 0 && worse is null,
            Reason = worse is not null ? $"with {worse.SupportSize} answers it is worse than {baseline}." : high < 0 ? $"{difference}." : $"it does not beat {baseline}: {difference}.",
        };
    }

    private static (double Lower, double Upper) Interval(double[] differences, double level)
    {
        double mean = differences.Average();
        double deviation = Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / (differences.Length - 1));
        double half = StudentT.InvCDF(0, 1, differences.Length - 1, (1 + level) / 2) * deviation / Math.Sqrt(differences.Length);
        return (mean - half, mean + half);
    }
}
