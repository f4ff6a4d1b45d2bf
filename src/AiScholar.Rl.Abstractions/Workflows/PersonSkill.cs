namespace AiScholar.Rl;

/// <summary>That a person can do something, and how well.</summary>
public sealed record PersonSkill
{
    /// <summary>The skill.</summary>
    public required string Skill { get; init; }

    /// <summary>How well, on a scale of the host.</summary>
    public int Level { get; init; }
}
