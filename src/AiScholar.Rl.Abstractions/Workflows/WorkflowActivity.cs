namespace AiScholar.Rl;

/// <summary>Something done in a session.</summary>
public sealed record WorkflowActivity
{
    /// <summary>What was done.</summary>
    public required string Name { get; init; }

    /// <summary>When it started. Activities of one start form one element of a sequential pattern.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Who did it, by pseudonym.</summary>
    public string? Person { get; init; }

    /// <summary>The task of the workflow it belongs to.</summary>
    public string? TaskId { get; init; }

    /// <summary>How much work it was, in a unit of the host's such as bytes, samples or pages; at least 0, null when unknown.</summary>
    public double? Amount { get; init; }

    /// <summary>What it used.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Further facts, known once it had begun, such as measured values.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;
}
