using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Personalization;

/// <summary>Meter and activity source of this package.</summary>
internal static class PersonalizationTelemetry
{
    public const string Name = "AiScholar.Rl.Personalization";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("aischolar.rl.decisions", "{decision}", "Decisions made.");

    private static readonly Histogram<double> Propensities = Meter.CreateHistogram<double>("aischolar.rl.decision.propensity", "1", "Propensity of the chosen action.");

    private static readonly Counter<long> Rewards = Meter.CreateCounter<long>("aischolar.rl.rewards", "{reward}", "Rewards received, by what became of them.");

    private static readonly Histogram<double> RewardValues = Meter.CreateHistogram<double>("aischolar.rl.reward.value", "1", "Values of the rewards learnt from.");

    public static void OnDecision(string loop, double propensity)
    {
        if (!Decisions.Enabled && !Propensities.Enabled)
            return;
        var tag = new KeyValuePair<string, object?>("loop", loop);
        Decisions.Add(1, tag);
        Propensities.Record(propensity, tag);
    }

    public static void OnReward(string loop, RewardStatus status, double value)
    {
        if (Rewards.Enabled)
            Rewards.Add(1, new("loop", loop), new("status", status.ToString()));
        if (status == RewardStatus.Learned && RewardValues.Enabled)
            RewardValues.Record(value, new KeyValuePair<string, object?>("loop", loop));
    }
}
