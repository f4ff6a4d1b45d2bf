namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The ways to correct the forecast of a kind of work by what whole executions have shown.</summary>
internal enum ExecutionCorrection
{
    /// <summary>As it is.</summary>
    None = 0,

    /// <summary>By the mean error.</summary>
    Bias = 1,

    /// <summary>To the level of the execution that is most alike in shape.</summary>
    Nearest = 2,

    /// <summary>To the mean level of the three most alike.</summary>
    ThreeNearest = 3,
}
