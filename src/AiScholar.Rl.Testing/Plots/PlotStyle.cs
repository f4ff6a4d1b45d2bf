namespace AiScholar.Rl.Testing;

/// <summary>What a plot shows.</summary>
public sealed record PlotStyle
{
    /// <summary>The curve; the default is the summed regret.</summary>
    public string Curve { get; init; } = ExperimentCurve.Regret;

    /// <summary>The title; null for the environment's name.</summary>
    public string? Title { get; init; }

    /// <summary>Width in pixels, 100 to 10,000; the default is 640.</summary>
    public int Width { get; init => field = Ranges.Check(value, 100, 10_000); } = 640;

    /// <summary>Height in pixels, 100 to 10,000; the default is 400.</summary>
    public int Height { get; init => field = Ranges.Check(value, 100, 10_000); } = 400;

    /// <summary>Whether the intervals over the runs are shaded; the default is true.</summary>
    public bool ShowIntervals { get; init; } = true;

    /// <summary>Decisions to mark by a vertical line, such as change points.</summary>
    public IReadOnlyList<int> Marks { get; init => field = Ranges.NotNull(value); } = [];
}
