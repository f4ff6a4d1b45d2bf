namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class SlateEvaluatorTests
{
    private static readonly double[] Target = [0.1, 0.2, 0.3, 0.4];
    private static readonly SlateTargetPolicy Policy = SlateTargetPolicy.Of((_, probabilities) => Target.CopyTo(probabilities));

    /// <summary>What the target's slates earn, by listing them.</summary>
    private static double Truth => Enumerable.Range(0, 4).Sum(top => Enumerable.Range(0, 4).Where(second => second != top)
        .Sum(second => Target[top] * Target[second] / (1 - Target[top]) * (0.1 + (0.2 * top) + ((0.1 + (0.2 * second)) / 2))));

    [Theory]
    [InlineData("sips", 0.08)]
    [InlineData("iips", 0.05)]
    [InlineData("rips", 0.06)]
    [InlineData("pi", 0.08)]
    [InlineData("cascade-dr", 0.05)]
    public void Evaluate_LongLog_IsNearTheTruth(string estimator, double tolerance)
    {
        OffPolicyEstimate estimate = SlateEvaluator.Evaluate(OffPolicyLogs.Slates(6000, 31), Policy).Single(estimate => estimate.Estimator == estimator);

        Assert.Equal(Truth, estimate.Value, tolerance);
        Assert.True(estimate.IsReliable, estimate.RefusalReason);
        Assert.InRange(Truth, estimate.Value - (5 * estimate.StandardError), estimate.Value + (5 * estimate.StandardError));
    }

    [Fact]
    public void Evaluate_TheLoggingPolicyItself_IsTheMeanReward()
    {
        LoggedDecision[] log = OffPolicyLogs.Slates(300, 32);
        double mean = log.Average(decision => decision.Reward!.Value);

        Assert.All(SlateEvaluator.Evaluate(log, SlateTargetPolicy.Logged).Where(estimate => estimate.Estimator != "cascade-dr"), estimate => Assert.Equal(mean, estimate.Value, 1e-9));
    }

    [Fact]
    public void Evaluate_PseudoInverse_VariesLessThanWholeSlates()
    {
        Dictionary<string, OffPolicyEstimate> estimates = SlateEvaluator.Evaluate(OffPolicyLogs.Slates(3000, 33), Policy).ToDictionary(estimate => estimate.Estimator);

        Assert.True(estimates["pi"].StandardError < estimates["sips"].StandardError);
        Assert.True(estimates["cascade-dr"].StandardError < estimates["rips"].StandardError);
    }

    [Fact]
    public void Evaluate_RewardOfTheSlateAlone_RefusesWhatNeedsSlots()
    {
        Dictionary<string, OffPolicyEstimate> estimates = SlateEvaluator.Evaluate(OffPolicyLogs.Slates(500, 34, slotRewards: false), Policy).ToDictionary(estimate => estimate.Estimator);

        Assert.True(estimates["pi"].IsReliable);
        foreach (string name in new[] { "iips", "rips", "cascade-dr" })
            Assert.Contains("reward of each slot", estimates[name].RefusalReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_MoreSlatesThanAllowed_RefusesThePseudoInverse() =>
        Assert.Contains("MaximumSlates", SlateEvaluator.Evaluate(OffPolicyLogs.Slates(50, 35), Policy, new OffPolicyOptions { MaximumSlates = 5 })
            .Single(estimate => estimate.Estimator == "pi").RefusalReason, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_SlotsNotDrawnFromWhatWasLeft_RefusesUnlessTheyAreIndependent()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Slates(200, 36).Select(decision => decision with { Slots = [decision.Slots[0], decision.Slots[1] with { Propensity = 0.25 }] })];
        SlateTargetPolicy target = SlateTargetPolicy.OfSlots((_, _, probabilities) => Target.CopyTo(probabilities));

        OffPolicyEstimate refused = SlateEvaluator.Evaluate(log, target).Single(estimate => estimate.Estimator == "pi");
        OffPolicyEstimate independent = SlateEvaluator.Evaluate(log, target, new OffPolicyOptions { IndependentSlots = true }).Single(estimate => estimate.Estimator == "pi");

        Assert.Contains("IndependentSlots", refused.RefusalReason, StringComparison.Ordinal);
        Assert.Equal(log.Average(decision => decision.Reward!.Value * (1 + decision.Slots.Sum(slot => (Target[slot.ActionIndex] / slot.Propensity) - 1))), independent.Value, 1e-12);
    }

    [Fact]
    public void Evaluate_DecisionsWithoutSlots_AreSlatesOfOne()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(300, 37);
        double ips = OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Soft)[0].Value;

        foreach (OffPolicyEstimate estimate in SlateEvaluator.Evaluate(log, SlateTargetPolicy.Of(OffPolicyLogs.Soft)).Where(estimate => estimate.Estimator != "cascade-dr"))
            Assert.Equal(ips, estimate.Value, 1e-9);
    }

    [Fact]
    public void Evaluate_SlotThatIsNoAction_NamesTheEvent()
    {
        LoggedDecision[] log = OffPolicyLogs.Slates(5, 38);
        log[2] = log[2] with { Slots = [new LoggedSlot { ActionIndex = 9, Propensity = 0.5 }] };

        Assert.Contains("s2", Assert.Throws<PersonalizationException>(() => SlateEvaluator.Evaluate(log, Policy)).Message, StringComparison.Ordinal);
    }
}
