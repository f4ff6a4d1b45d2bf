namespace AiScholar.Rl;

/// <summary>People that a task needs for as long as it runs. A person serves one demand of one task at a time.</summary>
public sealed record SkillDemand
{
    /// <summary>The skill that each of them must have.</summary>
    public required string Skill { get; init; }

    /// <summary>How many people, at least 0.</summary>
    public int People { get; init; } = 1;

    /// <summary>The least level of the skill.</summary>
    public int MinimumLevel { get; init; }

    /// <summary>Only these may be chosen; empty for anyone with the skill.</summary>
    public IReadOnlyList<string> PersonIds { get; init; } = [];
}
