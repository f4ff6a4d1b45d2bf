namespace AiScholar.Rl.Testing;

/// <summary>Runs to means and intervals.</summary>
internal static class Summary
{
    public static ExperimentResult Of(string environment, string learner, ReplicationResult[] runs, double level) => new()
    {
        Environment = environment,
        Learner = learner,
        Replications = runs.Length,
        Steps = runs.Max(run => run.Steps),
        Figures = [.. runs.SelectMany(run => run.Figures).Where(figure => double.IsFinite(figure.Value)).GroupBy(figure => figure.Key).Select(group => Figure(group.Key, [.. group.Select(figure => figure.Value)], level))],
        Curves = [.. runs[0].Curves.Select(curve => curve.Name).Select(name => Curve(name, [.. runs.Select(run => run.Curves.First(curve => curve.Name == name))], level))],
        Cost = runs[0].Cost is null ? null : new ExperimentCost
        {
            DecisionMicroseconds = runs.Average(run => run.Cost!.DecisionMicroseconds),
            RewardMicroseconds = runs.Average(run => run.Cost!.RewardMicroseconds),
            AllocatedBytes = runs.Average(run => run.Cost!.Bytes),
        },
    };

    private static ExperimentFigure Figure(string name, double[] values, double level)
    {
        (double mean, double? lower, double? upper) = MeanInterval.Of(values, level);
        return new ExperimentFigure { Name = name, Mean = mean, LowerBound = lower, UpperBound = upper, Replications = values.Length };
    }

    private static ExperimentCurve Curve(string name, RecordedCurve[] curves, double level) => new()
    {
        Name = name,
        Points = [.. Enumerable.Range(0, curves.Min(curve => curve.Points.Count)).Select(index =>
        {
            (double mean, double? lower, double? upper) = MeanInterval.Of([.. curves.Select(curve => curve.Points[index].Value)], level);
            return new ExperimentCurvePoint { Step = curves[0].Points[index].Step, Mean = mean, LowerBound = lower, UpperBound = upper };
        })],
    };
}
