namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What an XES event says of an activity.</summary>
internal record struct XesEvent
{
    public string Activity { get; set; }

    public DateTimeOffset? Time { get; set; }

    public string? Transition { get; set; }

    public string? Instance { get; set; }

    public string? Person { get; set; }
}
