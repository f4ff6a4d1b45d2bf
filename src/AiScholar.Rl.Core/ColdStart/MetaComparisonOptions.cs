using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>How a meta-learner is compared with a baseline.</summary>
public sealed record MetaComparisonOptions
{
    /// <summary>Share of the tasks that are new to both, above 0 to 0.9.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0.01, 0.9, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double NewTaskFraction { get; init; } = 0.2;

    /// <summary>Sizes of support to compare at, each at least 0.</summary>
    /// <value>The default is 0, 1, 3, 5, 10.</value>
    [MinLength(1, ErrorMessage = "{0} must name a size.")]
    public IReadOnlyList<int> SupportSizes { get; init; } = [0, 1, 3, 5, 10];

    /// <summary>How many answers of each new task are predicted, 1 to 1000; the same at every size.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Queries { get; init; } = 10;

    /// <summary>Probability with which an interval is to cover the true difference, 0.5 to 0.9999.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.5, 0.9999, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Seed of the split.</summary>
    /// <value>The default is 0.</value>
    public int Seed { get; init; }
}
