namespace AiScholar.Rl;

/// <summary>Who makes a move of an alignment.</summary>
public enum AlignmentMoveKind
{
    /// <summary>Session and model together.</summary>
    Both = 0,

    /// <summary>The session alone: it did what the model does not foresee here.</summary>
    SessionOnly = 1,

    /// <summary>The model alone: the session left out what the model foresees.</summary>
    ModelOnly = 2,
}
