using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the <c>factors</c> meta-learner; bound from <c>ColdStart</c>.</summary>
public sealed class FactorLearnerOptions
{
    /// <summary>How many factors tell users and items apart, 1 to 64; superfluous ones fade by themselves.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 64, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Factors { get; set; } = 10;

    /// <summary>How many passes over the answers, 1 to 1000.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Passes { get; set; } = 30;

    /// <summary>How many models from different starts are averaged, 1 to 32.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 32, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Members { get; set; } = 4;

    /// <summary>Share of the tasks kept aside to learn how forecasts of medians differ from expectations, 0 to 0.5; the final models learn from all tasks. 0: forecasts are expectations.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0.0, 0.5, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ValidationFraction { get; set; } = 0.2;

    /// <summary>Seed of starts and splits; none: the SDK's seed, else 0.</summary>
    public int? Seed { get; set; }

    /// <summary>Most answers of a training, 1 to 100,000,000.</summary>
    /// <value>The default is 20,000,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxExamples { get; set; } = 20_000_000;

    /// <summary>Most distinct items of a training, 1 to 10,000,000.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxItems { get; set; } = 1_000_000;
}
