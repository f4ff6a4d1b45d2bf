using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the feature encoder; those of a loop are bound from <c>Personalization:{loop}:Features</c>.</summary>
public sealed class FeatureEncoderOptions : IValidatableObject
{
    /// <summary>Widest vector, 1 to 8192; values that would widen it further are left out and reported as an issue.</summary>
    /// <value>The default is 512.</value>
    [Range(1, 8192)]
    public int MaxFeatures { get; set; } = 512;

    /// <summary>Whether a number also gives the size of its deviation from the mean, so that a linear model can bend at the mean.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool NumericDeviation { get; set; } = true;

    /// <summary>Pairs of categorical values are encoded too when a row has at most this many categorical features, 0 to 64; 0 for never.</summary>
    /// <value>The default is 10.</value>
    [Range(0, 64)]
    public int MaxCrossedFeatures { get; set; } = 10;

    /// <summary>
    /// Products of features to encode too, each as <c>first*second</c> where either part names a namespace or a feature: <c>user*paper</c>, <c>hour*device</c>.
    /// At most 16. Any turns the automatic pairs of <see cref="MaxCrossedFeatures"/> off.
    /// </summary>
    public IList<string> Interactions { get; } = [];

    /// <summary>Longest name or categorical value in characters, 1 to 65,536.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 65_536)]
    public int MaxNameLength { get; set; } = 1024;

    /// <summary>Most words of a text, or names of a set, that are encoded, 1 to 8192; further ones are left out.</summary>
    /// <value>The default is 256.</value>
    [Range(1, 8192)]
    public int MaxTerms { get; set; } = 256;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Interactions.Count > FeatureInteraction.MaxCount)
            yield return new ValidationResult($"There are {Interactions.Count} interactions; at most {FeatureInteraction.MaxCount} are encoded.", [nameof(Interactions)]);
        foreach (string interaction in Interactions)
        {
            if (!FeatureInteraction.TryParse(interaction, out _))
                yield return new ValidationResult($"'{interaction}' is no interaction: write first*second, each a namespace or a feature's name.", [nameof(Interactions)]);
        }
    }
}
