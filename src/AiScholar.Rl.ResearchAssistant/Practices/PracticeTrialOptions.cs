using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Options of trials of practices, below <c>ResearchAssistant:Practices</c>.</summary>
public sealed class PracticeTrialOptions
{
    /// <summary>The personalization loop that decides who follows a practice, not empty.</summary>
    /// <value>The default is <c>practices</c>.</value>
    [Required]
    public string LoopName { get; set; } = "practices";

    /// <summary>Probability with which the interval of a trial's effect is to cover the true effect, 0.5 to 0.9999.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.5, 0.9999)]
    public double ConfidenceLevel { get; set; } = 0.95;
}
