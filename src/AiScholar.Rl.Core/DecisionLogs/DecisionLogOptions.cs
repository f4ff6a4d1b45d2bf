using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>How a foreign log is read.</summary>
public sealed class DecisionLogOptions
{
    /// <summary>The loop that the decisions are put down to.</summary>
    /// <value>The default is the default loop.</value>
    [Required(ErrorMessage = "{0} must be given.")]
    public string LoopName { get; set; } = PersonalizationLoop.DefaultName;

    /// <summary>The tenant that they are put down to.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The name given for the policy that decided.</summary>
    public string PolicyName { get; set; } = "imported";

    /// <summary>Whether the first action of a decision is the host's baseline, as Personalizer has it.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool FirstActionIsBaseline { get; set; } = true;

    /// <summary>Longest line in bytes, 1,024 to 1,073,741,824; a longer one is a bad line.</summary>
    /// <value>The default is 4,194,304.</value>
    [Range(1024, 1 << 30, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumLineBytes { get; set; } = 1 << 22;

    /// <summary>Most actions of a decision, 1 to 1,000,000; one of more is a bad line.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumActions { get; set; } = 10_000;

    /// <summary>Most features of a decision with all its actions, numbers of vectors included, 1 to 100,000,000; one of more is a bad line.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumFeatures { get; set; } = 1_000_000;

    /// <summary>After more bad lines than this reading ends with an error, at least 0. Null: never.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "{0} must be at least 0.")]
    public long? MaximumBadLines { get; set; }

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
