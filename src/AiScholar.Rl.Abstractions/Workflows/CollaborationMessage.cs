namespace AiScholar.Rl;

/// <summary>That a message was sent, not what it said.</summary>
public sealed record CollaborationMessage
{
    /// <summary>Who sent it, by pseudonym.</summary>
    public required string Sender { get; init; }

    /// <summary>Who got it, by pseudonym.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>When.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Index of the message it answers, or null.</summary>
    public int? InReplyTo { get; init; }
}
