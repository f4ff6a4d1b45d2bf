using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Personalization;

/// <summary>Options of a loop, bound from <c>Personalization:{loop}</c>.</summary>
public sealed class PersonalizationOptions
{
    /// <summary>An adaptation whose confidence is below it is not made, 0 to 1.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double AdaptationThreshold { get; set; } = 0.2;

    /// <summary>What to adapt, by the name of the <see cref="AdaptationKind"/>; empty for the SDK's own dimensions.</summary>
    public IDictionary<string, AdaptationDimension> Dimensions { get; } = new Dictionary<string, AdaptationDimension>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long rewards of an event are added up before it is learnt from, above 0 to 30 days; later ones are logged as late. Null: the first
    /// reward of an event is learnt from at once, and further ones are logged as late.
    /// </summary>
    /// <value>The default is null.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "30.00:00:00", ErrorMessage = "{0} must be from {1} to {2}.")]
    public TimeSpan? RewardWindow { get; set; }

    /// <summary>With a <see cref="RewardWindow"/>: what an event that got no reward in it is learnt to have earned; null to learn nothing from it.</summary>
    public double? DefaultReward { get; set; }

    /// <summary>Most actions in a request, 1 to 1,000,000.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxActions { get; set; } = 10_000;

    /// <summary>Longest id of an action, an event or a reward, in characters, 1 to 10,000.</summary>
    /// <value>The default is 256.</value>
    [Range(1, 10_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxIdLength { get; set; } = 256;
}
