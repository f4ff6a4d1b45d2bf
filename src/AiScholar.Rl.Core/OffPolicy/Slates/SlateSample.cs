namespace AiScholar.Rl.Core;

/// <summary>What the estimators need of a log of slates.</summary>
internal sealed class SlateSample
{
    private SlateSample(SlateEvent[] events, OffPolicyOptions options)
    {
        (Events, Options) = (events, options);
        HasSlotRewards = events.Any(slate => slate.Decision.Slots.Any(slot => slot.Reward is not null)) || events.All(slate => slate.SlotCount == 1);
        RewardRange = (options.RewardMinimum ?? events.Min(slate => slate.Reward), options.RewardMaximum ?? events.Max(slate => slate.Reward));
        SlotRewardRange = (Math.Min(0, events.Min(slate => slate.SlotRewards.Min())), Math.Max(0, events.Max(slate => slate.SlotRewards.Max())));
        MaximumSlotCount = events.Max(slate => slate.SlotCount);
    }

    public SlateEvent[] Events { get; }

    public OffPolicyOptions Options { get; }

    public int Count => Events.Length;

    public bool HasSlotRewards { get; }

    public (double Low, double High) RewardRange { get; }

    /// <summary>Widened to hold 0.</summary>
    public (double Low, double High) SlotRewardRange { get; }

    public int MaximumSlotCount { get; }

    public double UnsupportedShare => Events.Average(slate => slate.UnsupportedShare);

    public static SlateSample Create(IReadOnlyList<LoggedDecision> log, SlateTargetPolicy target, OffPolicyOptions options)
    {
        SlateEvent[] events = [.. log.Where(decision => decision.IsActive).Select(decision => SlateEvent.Of(decision, target, options))];
        return events.Length > 0 ? new SlateSample(events, options) : throw new ArgumentException("The log holds no active decision; nothing can be said of a policy.", nameof(log));
    }

    /// <summary>The terms of an estimator that needs every slot's own reward.</summary>
    public EstimatorTerms SlotTerms(double[] terms, double[] weights, double factor = 1)
    {
        double largest = (Options.LargestPossibleWeight ?? weights.Max(Math.Abs)) * MaximumSlotCount * factor;
        return EstimatorTerms.Mean(terms, largest * SlotRewardRange.Low, largest * SlotRewardRange.High);
    }
}
