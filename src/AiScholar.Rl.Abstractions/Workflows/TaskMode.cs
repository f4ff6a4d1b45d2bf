namespace AiScholar.Rl;

/// <summary>One way to do a task: who or what does it, how long that takes and what it costs.</summary>
public sealed record TaskMode
{
    /// <summary>Unique within its task.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>How much working time it takes, not negative.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How sure the duration is; null for sure.</summary>
    public DurationDistribution? DurationDistribution { get; init; }

    /// <summary>What it occupies or uses up.</summary>
    public IReadOnlyList<ResourceDemand> Demands { get; init; } = [];

    /// <summary>Who is needed.</summary>
    public IReadOnlyList<SkillDemand> Skills { get; init; } = [];

    /// <summary>What doing it this way costs, besides people and resources; finite.</summary>
    public double Cost { get; init; }
}
