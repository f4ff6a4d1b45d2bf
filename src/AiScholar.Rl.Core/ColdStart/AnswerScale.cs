namespace AiScholar.Rl.Core;

/// <summary>Where the answers of the training tasks lie: what a learner works on is standardised, what it predicts stays within their range.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation; 1 when all are the same.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
internal readonly record struct AnswerScale(double Mean, double Deviation, double Minimum, double Maximum)
{
    public static AnswerScale Of(IEnumerable<MetaTask> tasks)
    {
        double sum = 0, squares = 0, minimum = double.PositiveInfinity, maximum = double.NegativeInfinity;
        long count = 0;
        foreach (double target in tasks.SelectMany(task => task.Examples).Select(example => example.Target))
        {
            // Welford's recurrence: answers of any magnitude keep their precision.
            double before = target - (count == 0 ? 0 : sum);
            count++;
            sum = count == 1 ? target : sum + (before / count);
            squares += count == 1 ? 0 : before * (target - sum);
            (minimum, maximum) = (Math.Min(minimum, target), Math.Max(maximum, target));
        }

        double deviation = Math.Sqrt(squares / Math.Max(1, count));
        return new AnswerScale(sum, deviation > 0 ? deviation : 1, minimum, maximum);
    }

    public double Standardize(double value) => (value - Mean) / Deviation;

    /// <summary>Back to the unit of the answers, within their range.</summary>
    public double Restore(double value) => Math.Clamp(Mean + (Deviation * value), Minimum, Maximum);
}
