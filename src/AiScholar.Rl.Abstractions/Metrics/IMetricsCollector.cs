namespace AiScholar.Rl;

/// <summary>Measures a component (the guide's metrics collector). Safe to call from many threads; what it throws costs its own metrics only.</summary>
public interface IMetricsCollector
{
    /// <summary>The component it measures; first part of its metrics' names.</summary>
    string ComponentName { get; }

    /// <summary>The measurements now.</summary>
    IReadOnlyCollection<MetricValue> CollectMetrics();

    /// <summary>Adds to a counter; does nothing by default.</summary>
    void RecordCounter(string name, double amount = 1, IReadOnlyDictionary<string, string>? tags = null)
    {
    }

    /// <summary>Records a duration; does nothing by default.</summary>
    void RecordTimer(string name, TimeSpan duration, IReadOnlyDictionary<string, string>? tags = null)
    {
    }

    /// <summary>Records an operation: its total, its successes, and its duration tagged by success.</summary>
    void RecordOperation(string operationType, bool success, TimeSpan duration)
    {
        RecordCounter(operationType + "_total");
        if (success)
            RecordCounter(operationType + "_success");
        RecordTimer(operationType + "_duration", duration, new Dictionary<string, string> { ["success"] = success ? "true" : "false" });
    }
}
