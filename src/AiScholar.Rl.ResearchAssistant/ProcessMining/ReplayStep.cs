namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What one event, or the end of a trace, does to a marking.</summary>
internal struct ReplayStep
{
    /// <summary>The marking after it.</summary>
    public int Marking;

    /// <summary>Tokens that had to be added.</summary>
    public ushort Missing;

    /// <summary>Tokens left over.</summary>
    public ushort Remaining;

    /// <summary>Tokens taken, those of silent transitions too.</summary>
    public ushort Consumed;

    /// <summary>Tokens put down.</summary>
    public ushort Produced;

    /// <summary>Whether this was worked out.</summary>
    public bool IsKnown;

    /// <summary>Whether the net lacks the activity.</summary>
    public bool IsUnknown;
}
