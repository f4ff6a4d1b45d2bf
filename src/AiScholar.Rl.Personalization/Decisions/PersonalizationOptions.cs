using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Personalization;

/// <summary>Options of a loop, bound from <c>Personalization:{loop}</c>.</summary>
public sealed class PersonalizationOptions
{
    /// <summary>An adaptation whose confidence is below it is not made, 0 to 1.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0.0, 1.0)]
    public double AdaptationThreshold { get; set; } = 0.2;

    /// <summary>What to adapt, by the name of the <see cref="AdaptationKind"/>; empty for the SDK's own dimensions.</summary>
    public IDictionary<string, AdaptationDimension> Dimensions { get; } = new Dictionary<string, AdaptationDimension>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long rewards of an event are added up before it is learnt from, above 0 to 30 days; later ones are logged as late. Null: the first
    /// reward of an event is learnt from at once, and further ones are logged as late.
    /// </summary>
    /// <value>The default is null.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "30.00:00:00")]
    public TimeSpan? RewardWindow { get; set; }

    /// <summary>With a <see cref="RewardWindow"/>: what an event that got no reward in it is learnt to have earned; null to learn nothing from it.</summary>
    public double? DefaultReward { get; set; }

    /// <summary>Most actions in a request, 1 to 1,000,000.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxActions { get; set; } = 10_000;

    /// <summary>Longest id of an action, an event or a reward, in characters, 1 to 10,000.</summary>
    /// <value>The default is 256.</value>
    [Range(1, 10_000)]
    public int MaxIdLength { get; set; } = 256;

    /// <summary>Who chooses: the policy, or the host with the policy as its apprentice.</summary>
    /// <value>The default is <see cref="LoopMode.Online"/>.</value>
    public LoopMode Mode { get; set; }

    /// <summary>What an apprentice learns from.</summary>
    /// <value>The default is <see cref="ApprenticeLearning.Imitation"/>.</value>
    public ApprenticeLearning ApprenticeLearning { get; set; }

    /// <summary>Least probability of the host's baseline action, in decisions that name one, 0 to 1; 0 for no guardrail.</summary>
    /// <value>The default is 0.</value>
    [Range(0.0, 1.0)]
    public double MinimumBaselineProbability { get; set; }

    /// <summary>
    /// After how many learnt events with a baseline the policy is compared with it, 50 to 1,000,000; a policy that earns less is rolled back. Null for never.
    /// Needs a <see cref="MinimumBaselineProbability"/>, without which nothing would be known of the baseline.
    /// </summary>
    /// <value>The default is null.</value>
    [Range(50, 1_000_000)]
    public int? RollBackWindow { get; set; }

    /// <summary>How sure a roll-back must be, over all windows together, 0.5 to 0.9999.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.5, 0.9999)]
    public double RollBackConfidence { get; set; } = 0.95;

    /// <summary>The share of decisions the policy keeps while the loop has fallen back to the baseline, 0.01 to 1.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.01, 1.0)]
    public double FallBackExploration { get; set; } = 0.1;
}
