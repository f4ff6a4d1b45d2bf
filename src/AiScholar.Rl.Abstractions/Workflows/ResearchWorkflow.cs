namespace AiScholar.Rl;

/// <summary>A piece of research work: tasks, what they need, and in which order they may run.</summary>
public sealed record ResearchWorkflow
{
    /// <summary>Its id in the host.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>The research domain, for domain optimizers; null for none.</summary>
    public string? Domain { get; init; }

    /// <summary>The tasks in the order they are planned today, with distinct ids.</summary>
    public required IReadOnlyList<WorkflowTask> TaskSequence { get; init; }

    /// <summary>What is limited: instruments, rooms, reagents.</summary>
    public IReadOnlyList<ResearchResource> Resources { get; init; } = [];

    /// <summary>Who can do tasks.</summary>
    public IReadOnlyList<ResearchPerson> People { get; init; } = [];

    /// <summary>When people, resources and tasks work.</summary>
    public IReadOnlyList<WorkCalendar> Calendars { get; init; } = [];

    /// <summary>The time from which all times count; needed by calendars. Null when only differences matter.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The time zone of the calendars, such as <c>Europe/Vienna</c>; null for the offset of <see cref="StartsAt"/>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When all must be done, from the start of the workflow; null for none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>When all must be done without fail, from the start of the workflow; null for none.</summary>
    public TimeSpan? HardDeadline { get; init; }

    /// <summary>How far it is, to optimize the rest; null before it starts.</summary>
    public WorkflowProgress? Progress { get; init; }
}
