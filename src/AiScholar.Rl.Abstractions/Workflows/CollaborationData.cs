namespace AiScholar.Rl;

/// <summary>Who worked together in a session and how.</summary>
public sealed record CollaborationData
{
    /// <summary>How many people, at least 1.</summary>
    public int TeamSize { get; init; } = 1;

    /// <summary>The people, by pseudonym.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Messages among them, without their text.</summary>
    public IReadOnlyList<CollaborationMessage> Messages { get; init; } = [];
}
