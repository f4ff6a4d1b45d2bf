namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Priority rules of list scheduling (Kolisch 1996): which of the tasks that may come next does.</summary>
internal enum PriorityRule
{
    /// <summary>The given order.</summary>
    GivenOrder,

    /// <summary>LFT: smallest latest finish time.</summary>
    LatestFinishTime,

    /// <summary>LST: smallest latest start time.</summary>
    LatestStartTime,

    /// <summary>MTS: most total (direct and indirect) successors.</summary>
    MostTotalSuccessors,

    /// <summary>GRPW: greatest rank positional weight, the durations of the task and of its direct successors.</summary>
    GreatestRankPositionalWeight,

    /// <summary>SPT: shortest duration.</summary>
    ShortestProcessingTime,
}
