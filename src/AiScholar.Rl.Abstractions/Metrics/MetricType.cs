namespace AiScholar.Rl;

/// <summary>What kind of measurement.</summary>
public enum MetricType
{
    /// <summary>A total that only grows.</summary>
    Counter = 0,

    /// <summary>A value that goes up and down.</summary>
    Gauge = 1,

    /// <summary>A distribution of values; its mean is given.</summary>
    Histogram = 2,

    /// <summary>A distribution of durations in seconds; its mean is given.</summary>
    Timer = 3,
}
