namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Kinds of nodes of a process tree.</summary>
internal enum TreeOperator
{
    /// <summary>The silent step.</summary>
    Silent,

    /// <summary>An activity.</summary>
    Activity,

    /// <summary>One child after the other.</summary>
    Sequence,

    /// <summary>Exactly one child.</summary>
    Choice,

    /// <summary>All children, in any interleaving.</summary>
    Parallel,

    /// <summary>The first child, then any number of times the second and the first again.</summary>
    Loop,
}
