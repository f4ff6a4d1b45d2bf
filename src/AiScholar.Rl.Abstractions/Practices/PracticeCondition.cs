namespace AiScholar.Rl;

/// <summary>What a session that follows a practice does.</summary>
public sealed record PracticeCondition
{
    /// <summary>What it is about.</summary>
    public required PracticeConditionKind Kind { get; init; }

    /// <summary>The activity, the first of two activities, the attribute or the resource.</summary>
    public required string Subject { get; init; }

    /// <summary>The second of two activities, or the attribute's value; empty otherwise.</summary>
    public string Value { get; init; } = "";
}
