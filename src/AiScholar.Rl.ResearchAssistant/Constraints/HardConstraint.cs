namespace AiScholar.Rl.ResearchAssistant;

/// <summary>One thing that must hold, with what to say about it when it cannot.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Task">The task it belongs to; -1 for none.</param>
/// <param name="Index">The tie of the task, or the resource, or the candidates' number; else 0.</param>
/// <param name="Sentence">What it asks for.</param>
/// <param name="Tasks">The tasks that it names.</param>
internal sealed record HardConstraint(HardConstraintKind Kind, int Task, int Index, string Sentence, int[] Tasks);

/// <summary>Kinds of <see cref="HardConstraint"/>.</summary>
internal enum HardConstraintKind
{
    /// <summary>The least lag of a tie.</summary>
    Tie,

    /// <summary>The most lag of a tie.</summary>
    MaximumLag,

    /// <summary>A release time, or that nothing starts before now.</summary>
    Release,

    /// <summary>A task's or the workflow's hard deadline.</summary>
    Deadline,

    /// <summary>The capacity of a renewable resource or the supply of a consumable.</summary>
    Resource,

    /// <summary>That people do one thing at a time.</summary>
    People,
}
