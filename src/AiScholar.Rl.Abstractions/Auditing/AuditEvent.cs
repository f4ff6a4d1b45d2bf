namespace AiScholar.Rl;

/// <summary>A security-relevant event.</summary>
public sealed record AuditEvent
{
    /// <summary>What kind, such as <c>extension-quarantined</c>, <c>model-replaced</c>, <c>user-forgotten</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What it is about: an extension's name, a loop, a pseudonym; never a user id.</summary>
    public required string Subject { get; init; }

    /// <summary>Further facts.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
