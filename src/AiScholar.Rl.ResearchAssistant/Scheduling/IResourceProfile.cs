namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How much of each renewable resource is free at each time, while a schedule is built. Implementations are structs, so the loops inline them.</summary>
internal interface IResourceProfile
{
    /// <summary>Frees everything.</summary>
    void Clear();

    /// <summary>Books <paramref name="task"/> at the first time from <paramref name="earliest"/> on at which its demands are free for its whole duration, and returns that time.</summary>
    long Place(int task, long earliest, long duration);
}
