namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How a workflow file is read.</summary>
public sealed record WorkflowImportSettings
{
    /// <summary>The id of the workflow; null for the name in the file, else <c>workflow</c>.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Adds a renewable resource <c>slots</c> of so many units, of which every task takes one while it runs; null for none. At least 1.</summary>
    public int? Slots { get; init; }

    /// <summary>What a task takes that the file gives no duration (DOT); not negative.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan DefaultDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What a bare number stands for where the format has no unit (PSPLIB, CSV); above 0.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan TimeUnit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Capacities of the resources that a CSV file names; one that is missing gets the largest demand for it.</summary>
    public IReadOnlyDictionary<string, int> Capacities { get; init; } = new Dictionary<string, int>();

    /// <summary>The most bytes that are read.</summary>
    /// <value>The default is 64 MiB.</value>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>The most tasks.</summary>
    /// <value>The default is 100,000.</value>
    public int MaxTasks { get; init; } = 100_000;
}
