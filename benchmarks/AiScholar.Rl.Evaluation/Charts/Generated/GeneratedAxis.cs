namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>An axis of a drawn chart: what its places mean and what is written at its ticks.</summary>
internal sealed record GeneratedAxis
{
    /// <summary><c>linear</c>, <c>log</c>, <c>date</c> (days since 1970-01-01) or <c>category</c>.</summary>
    public required string Scale { get; init; }

    public double Minimum { get; init; }

    public double Maximum { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<GeneratedTick> Ticks { get; init; } = [];

    public string? Title { get; init; }

    /// <summary>The share of the axis at a value, 0 to 1; a category stands in the middle of its part.</summary>
    public double ShareOf(double value) => Scale switch
    {
        "category" => (value + 0.5) / Categories.Count,
        "log" => (Math.Log10(value) - Math.Log10(Minimum)) / (Math.Log10(Maximum) - Math.Log10(Minimum)),
        _ => (value - Minimum) / (Maximum - Minimum),
    };
}
