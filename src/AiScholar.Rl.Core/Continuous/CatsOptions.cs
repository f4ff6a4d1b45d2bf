using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of a continuous policy with tree policies and smoothing (CATS), below <c>ContinuousPolicies:{name}</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class CatsOptions : IValidatableObject
{
    /// <summary>The smallest action.</summary>
    /// <value>The default is 0.</value>
    [Range(-1e12, 1e12, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Minimum { get; set; }

    /// <summary>The largest action, above <see cref="Minimum"/>.</summary>
    /// <value>The default is 1.</value>
    [Range(-1e12, 1e12, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Maximum { get; set; } = 1;

    /// <summary>How many times the range is halved, 1 to 12: 2^depth bins whose centers the tree chooses from. A loaded policy keeps the depth it was learnt with.</summary>
    /// <value>The default is 5: 32 bins.</value>
    [Range(1, 12, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Depth { get; set; } = 5;

    /// <summary>Half the width of what is drawn around the chosen bin's center, as a share of the range, above 0 to 0.5.</summary>
    /// <value>The default is 0.06.</value>
    [Range(1e-4, 0.5, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Bandwidth { get; set; } = 0.06;

    /// <summary>The share of actions drawn evenly from the range before anything is learnt, 0 to 1.</summary>
    /// <value>The default is 1.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double InitialEpsilon { get; set; } = 1;

    /// <summary>The same in the long run, above 0 to 1: only what is drawn at all can be learnt from.</summary>
    /// <value>The default is 0.05.</value>
    [Range(1e-6, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double FinalEpsilon { get; set; } = 0.05;

    /// <summary>After this many learnt rewards epsilon has come half the way from its initial to its final value, at least 1.</summary>
    /// <value>The default is 200.</value>
    [Range(1, int.MaxValue, ErrorMessage = "{0} must be at least 1.")]
    public int EpsilonHalfLife { get; set; } = 200;

    /// <summary>The first step of the nodes' classifiers, above 0 to 100; steps shrink with the gradients seen (AdaGrad).</summary>
    /// <value>The default is 0.5.</value>
    [Range(1e-6, 100, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double LearningRate { get; set; } = 0.5;

    /// <summary>Widest context taken, 1 to 8192.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 8192, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxFeatures { get; set; } = 1024;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Minimum >= Maximum)
            yield return new ValidationResult($"Minimum ({Minimum}) must be below Maximum ({Maximum}).", [nameof(Minimum), nameof(Maximum)]);
    }
}
