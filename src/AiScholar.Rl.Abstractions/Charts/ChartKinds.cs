namespace AiScholar.Rl;

/// <summary>The kinds of charts that the built-in reader knows: values of <see cref="ChartContent.ChartKind"/>. A third party adds its own.</summary>
public static class ChartKinds
{
    /// <summary>Bars from a common base, side by side or stacked, upright or level.</summary>
    public const string Bar = "bar";

    /// <summary>Points joined by lines.</summary>
    public const string Line = "line";

    /// <summary>Points by themselves.</summary>
    public const string Scatter = "scatter";

    /// <summary>Shares of a whole as sectors of a disc or ring.</summary>
    public const string Pie = "pie";

    /// <summary>Lines filled down to the base or to one another.</summary>
    public const string Area = "area";

    /// <summary>Counts of the bins of a number, without gaps between the bars.</summary>
    public const string Histogram = "histogram";

    /// <summary>Quartiles as boxes with whiskers.</summary>
    public const string Box = "box";

    /// <summary>A grid of cells whose colours are values.</summary>
    public const string HeatMap = "heatmap";
}
