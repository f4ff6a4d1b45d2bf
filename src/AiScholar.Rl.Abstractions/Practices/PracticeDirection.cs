namespace AiScholar.Rl;

/// <summary>What a practice does to success.</summary>
public enum PracticeDirection
{
    /// <summary>Sessions that follow it succeed more often.</summary>
    Follow = 0,

    /// <summary>Sessions that follow it succeed less often.</summary>
    Avoid = 1,
}
