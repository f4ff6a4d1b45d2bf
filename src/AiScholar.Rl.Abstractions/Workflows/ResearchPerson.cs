namespace AiScholar.Rl;

/// <summary>Someone who does tasks, one at a time.</summary>
public sealed record ResearchPerson
{
    /// <summary>A pseudonym, unique within its workflow.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the person can do.</summary>
    public IReadOnlyList<PersonSkill> Skills { get; init; } = [];

    /// <summary>When the person works: the id of a calendar of the workflow; null for always.</summary>
    public string? CalendarId { get; init; }

    /// <summary>What an hour of the person's work costs; at least 0.</summary>
    public double CostPerHour { get; init; }
}
