namespace AiScholar.Rl;

/// <summary>What a task does when a calendar that it needs closes.</summary>
public enum BreakBehavior
{
    /// <summary>It pauses and goes on when all are open again. It keeps what it holds meanwhile.</summary>
    Split,

    /// <summary>It does not start unless it can end before the break.</summary>
    Fit,

    /// <summary>It must start while all are open, and then runs on through breaks.</summary>
    RunThrough,
}
