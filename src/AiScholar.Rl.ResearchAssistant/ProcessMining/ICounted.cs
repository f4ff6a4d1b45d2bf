namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Statistics with a count.</summary>
internal interface ICounted
{
    /// <summary>How often.</summary>
    long Count { get; set; }

    /// <summary>By how much the count may be too low.</summary>
    long Error { get; set; }
}
