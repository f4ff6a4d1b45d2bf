namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How much the learners and miners take from sessions.</summary>
internal sealed record SessionLimits
{
    /// <summary>Most sessions.</summary>
    public int MaxSessions { get; init; } = 100_000;

    /// <summary>Most activities of a session.</summary>
    public int MaxActivities { get; init; } = 10_000;

    /// <summary>Most different activity names.</summary>
    public int MaxActivityNames { get; init; } = 1000;
}
