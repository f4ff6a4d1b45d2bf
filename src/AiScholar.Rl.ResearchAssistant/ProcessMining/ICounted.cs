namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Statistics with a count.</summary>
internal interface ICounted
{
    /// <summary>How often.</summary>
    long Count { get; set; }
}
