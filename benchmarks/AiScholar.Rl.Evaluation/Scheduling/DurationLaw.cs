namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>How the durations of a project vary around those in its file, all with the file's duration as mean.</summary>
internal sealed record DurationLaw
{
    private DurationLaw(string name, Func<int, DurationDistribution> law, Func<int, double, double> quantile) => (Name, Law, Quantile) = (name, law, quantile);

    /// <summary>The laws of the stochastic RCPSP's literature: uniform with low and with high variance, exponential.</summary>
    public static IReadOnlyList<DurationLaw> All { get; } =
    [
        new("uniform_low", d => DurationDistribution.Uniform(Hours(d - Math.Sqrt(d)), Hours(d + Math.Sqrt(d))), (d, u) => d + (Math.Sqrt(d) * ((2 * u) - 1))),
        new("uniform_high", d => DurationDistribution.Uniform(TimeSpan.Zero, Hours(2 * d)), (d, u) => 2 * d * u),
        new("exponential", d => DurationDistribution.Exponential(Hours(d)), (d, u) => -d * Math.Log(1 - u)),
    ];

    public string Name { get; }

    /// <summary>What the optimizer is told of a duration above 0.</summary>
    public Func<int, DurationDistribution> Law { get; }

    /// <summary>The duration at a uniform number, computed here and not by the SDK.</summary>
    public Func<int, double, double> Quantile { get; }

    private static TimeSpan Hours(double hours) => TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour));
}
