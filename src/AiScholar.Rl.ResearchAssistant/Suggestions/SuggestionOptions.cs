using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Options of learnt suggestions, below <c>ResearchAssistant:Suggestions</c>.</summary>
public sealed class SuggestionOptions
{
    /// <summary>The personalization loop that chooses the strategy, not empty.</summary>
    /// <value>The default is <c>workflow-suggestions</c>.</value>
    [Required]
    public string LoopName { get; set; } = "workflow-suggestions";

    /// <summary>The share of the user's acceptance in the reward, 0 to 1. At 0 a suggestion is rewarded as soon as it is made, and reports are not waited for.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double AcceptanceWeight { get; set; } = 0.5;

    /// <summary>The gap at which a schedule is worth 1/e of an optimal one, 0.0001 to 10.</summary>
    /// <value>The default is 0.05.</value>
    [Range(0.0001, 10.0)]
    public double GapScale { get; set; } = 0.05;

    /// <summary>What an endless wait would cost, 0 to 1.</summary>
    /// <value>The default is 0.3.</value>
    [Range(0.0, 1.0)]
    public double WaitingCost { get; set; } = 0.3;

    /// <summary>The wait that costs half of <see cref="WaitingCost"/>, 1 ms to 1 day.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What may be chosen, by name; empty for <c>instant</c>, <c>brief</c>, <c>usual</c>, <c>thorough</c> and, where its package is registered, <c>exact</c>.</summary>
    public IDictionary<string, OptimizationStrategy> Strategies { get; } = new Dictionary<string, OptimizationStrategy>(StringComparer.OrdinalIgnoreCase);
}
