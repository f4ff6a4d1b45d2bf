namespace AiScholar.Rl.ResearchAssistant;

/// <summary>One way to do a task, packed.</summary>
internal sealed record RichMode
{
    /// <summary>Its id; null for the only way of a task without modes.</summary>
    public required string? Id { get; init; }

    /// <summary>Working time in ticks.</summary>
    public required long Duration { get; init; }

    /// <summary>How sure the duration is; null for sure.</summary>
    public required DurationDistribution? Law { get; init; }

    /// <summary>Units of renewable resources, each resource once, amounts above 0.</summary>
    public required RichDemand[] Renewables { get; init; }

    /// <summary>Units of consumables, each resource once, amounts above 0.</summary>
    public required RichDemand[] Consumables { get; init; }

    /// <summary>People needed.</summary>
    public required RichNeed[] Needs { get; init; }

    /// <summary>Number of the hours in which task and resources are open; those of people come on top.</summary>
    public required int Calendar { get; init; }

    /// <summary>What it costs without people.</summary>
    public required double Cost { get; init; }

    /// <summary>Number of people needed in all.</summary>
    public int PeopleCount { get; init; }
}

/// <summary>So many units of a resource, by its index in the workflow.</summary>
internal readonly record struct RichDemand(int Resource, int Amount);

/// <summary>So many people of these candidates, in the order of preference.</summary>
internal sealed record RichNeed(int People, int[] Candidates);
