namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How large a workflow an optimizer takes; each is a free-form parameter of the optimizer's options, by the name of the property.</summary>
internal sealed record WorkflowLimits
{
    /// <summary>The most tasks.</summary>
    public int MaxTasks { get; init; } = 10_000;

    /// <summary>The most resources.</summary>
    public int MaxResources { get; init; } = 1_000;

    /// <summary>The most dependencies and demands of all tasks together.</summary>
    public int MaxLinks { get; init; } = 1_000_000;

    /// <summary>The most people.</summary>
    public int MaxPeople { get; init; } = 1_000;

    /// <summary>The most modes of all tasks together.</summary>
    public int MaxModes { get; init; } = 100_000;

    /// <summary>The most calendars.</summary>
    public int MaxCalendars { get; init; } = 100;

    /// <summary>The most working hours, exceptions, set-up times, deliveries and skills, each kind together.</summary>
    public int MaxDetails { get; init; } = 100_000;

    /// <summary>The limits that the options of <paramref name="context"/> set.</summary>
    public static WorkflowLimits From(ExtensionContext context)
    {
        var defaults = new WorkflowLimits();
        return new WorkflowLimits
        {
            MaxTasks = context.GetParameter(nameof(MaxTasks), defaults.MaxTasks),
            MaxResources = context.GetParameter(nameof(MaxResources), defaults.MaxResources),
            MaxLinks = context.GetParameter(nameof(MaxLinks), defaults.MaxLinks),
            MaxPeople = context.GetParameter(nameof(MaxPeople), defaults.MaxPeople),
            MaxModes = context.GetParameter(nameof(MaxModes), defaults.MaxModes),
            MaxCalendars = context.GetParameter(nameof(MaxCalendars), defaults.MaxCalendars),
            MaxDetails = context.GetParameter(nameof(MaxDetails), defaults.MaxDetails),
        };
    }
}
