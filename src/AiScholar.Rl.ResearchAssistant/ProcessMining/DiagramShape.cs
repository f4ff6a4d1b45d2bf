namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What a node of a drawing is.</summary>
internal enum DiagramShape
{
    /// <summary>An activity.</summary>
    Activity,

    /// <summary>A silent transition.</summary>
    Silent,

    /// <summary>A place.</summary>
    Place,
}
