namespace AiScholar.Rl;

/// <summary>Work that is under way: what was done so far.</summary>
public sealed record RunningWorkflow
{
    /// <summary>Its id in the host, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The workflow it follows, or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The research domain, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>What was begun so far, in order; those still under way have no end.</summary>
    public required IReadOnlyList<WorkflowActivity> Activities { get; init; }

    /// <summary>Facts about the whole, as in the sessions learnt from.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The moment of the question; null for the clock's.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>When it must be finished, or null.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
