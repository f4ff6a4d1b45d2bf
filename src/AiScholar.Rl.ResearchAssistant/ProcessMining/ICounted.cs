namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Statistics with a count.</summary>
internal interface ICounted
{
    /// <summary>How often.</summary>
    long Count { get; set; }

    /// <summary>By how much the count may be too low.</summary>
    long Error { get; set; }

    /// <summary>Writes all of it.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="StateException">A number is out of its range.</exception>
    void Read(BinaryReader reader);
}
