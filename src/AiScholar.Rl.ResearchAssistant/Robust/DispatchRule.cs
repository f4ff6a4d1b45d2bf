namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// A rule that says at run time what to start: the tasks by rank, and how many places a task may overtake. With 0 it is an activity-based policy (tasks start in the
/// order of the list), without a limit a resource-based one (whatever fits starts), in between a mixture of both.
/// </summary>
/// <remarks>
/// Classes of policies: Moehring, Radermacher and Weiss, Zeitschrift fuer OR 28 (1984). Activity-based policies do well when durations vary little, because they
/// keep what a good plan holds back on purpose, resource-based ones when they vary much (Ballestin and Leus 2009; Ashtiani et al. 2011).
/// </remarks>
internal sealed record DispatchRule(int[] List, int LookAhead)
{
    /// <summary>The look-ahead of rules without a limit.</summary>
    public const int Unlimited = int.MaxValue;
}
