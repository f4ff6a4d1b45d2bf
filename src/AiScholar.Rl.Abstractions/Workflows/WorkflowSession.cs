namespace AiScholar.Rl;

/// <summary>A recorded piece of work: what was done, when, by whom and with what success.</summary>
public sealed record WorkflowSession
{
    /// <summary>Its id in the host.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow it followed, or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The research domain, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>What was done, in order.</summary>
    public required IReadOnlyList<WorkflowActivity> Activities { get; init; }

    /// <summary>Whether it reached its aim; null when unknown.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Who worked together and how; null for a person alone.</summary>
    public CollaborationData? CollaborationData { get; init; }

    /// <summary>Further recorded facts, such as confounders.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
