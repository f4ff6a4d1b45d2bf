namespace AiScholar.Rl;

/// <summary>What became of a reward.</summary>
public enum RewardStatus
{
    /// <summary>Logged and learnt from.</summary>
    Learned = 0,

    /// <summary>Logged; it is learnt from when the event is activated or its wait ends.</summary>
    Pending = 1,

    /// <summary>The same reward id came before; nothing changed.</summary>
    Duplicate = 2,

    /// <summary>No event of that id is known; nothing was logged.</summary>
    EventUnknown = 3,

    /// <summary>Logged after the wait window; not learnt from.</summary>
    Late = 4,

    /// <summary>Logged only: the loop learns from the host's choices, see <see cref="ApprenticeLearning.Imitation"/>.</summary>
    LoggedOnly = 5,
}
