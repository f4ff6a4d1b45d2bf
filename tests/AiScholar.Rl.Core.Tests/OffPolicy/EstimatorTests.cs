namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class EstimatorTests
{
    [Fact]
    public void Evaluate_WithoutNames_GivesEveryEstimatorInOrder() =>
        Assert.Equal(OffPolicyEstimators.OfDecisions, OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(60, 1), OffPolicyLogs.Soft).Select(estimate => estimate.Estimator));

    [Fact]
    public void Evaluate_Names_GivesThoseAlone() =>
        Assert.Equal(["snips", "dm"], OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(60, 1), OffPolicyLogs.Soft, new OffPolicyOptions { Estimators = ["dm", "snips"] }).Select(estimate => estimate.Estimator));

    [Fact]
    public void Evaluate_UnknownName_SaysWhichThereAre()
    {
        var exception = Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(
            () => OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(9, 1), OffPolicyLogs.Soft, new OffPolicyOptions { Estimators = ["magic"] }));
        Assert.Contains("switch-dr", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ips", 0.06)]
    [InlineData("snips", 0.04)]
    [InlineData("dr", 0.04)]
    [InlineData("clipped-ips", 0.1)]
    [InlineData("dm", 0.04)]
    [InlineData("sndr", 0.04)]
    [InlineData("switch-dr", 0.04)]
    [InlineData("dros", 0.04)]
    [InlineData("mrdr", 0.04)]
    [InlineData("mips", 0.06)]
    public void Evaluate_LongLog_IsNearTheTruth(string estimator, double tolerance) =>
        Assert.Equal(0.56, Estimate(OffPolicyLogs.Simulate(6000, 3), estimator).Value, tolerance);

    [Fact]
    public void Replay_UniformLog_IsTheMeanOfTheMatches()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(3000, 4, uniform: true);
        OffPolicyEstimate replay = OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Best).Single(estimate => estimate.Estimator == "replay");

        LoggedDecision[] matches = [.. log.Where(decision => OffPolicyLogs.Ids[decision.ChosenIndex] == decision.Context[0].Text)];
        Assert.Equal(matches.Average(decision => decision.Reward!.Value), replay.Value, 1e-12);
        Assert.Equal(matches.Length, replay.EffectiveSampleSize, 1e-9);
        Assert.True(replay.IsReliable);
    }

    [Fact]
    public void Replay_LogThatIsNotEven_IsRefusedWithTheReason() =>
        Assert.Contains("evenly", Estimate(OffPolicyLogs.Simulate(200, 5), "replay").RefusalReason, StringComparison.Ordinal);

    [Fact]
    public void SwitchDr_AtItsEnds_IsDrAndDm()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(300, 6);
        Assert.Equal(Estimate(log, "dr").Value, Estimate(log, "switch-dr", new OffPolicyOptions { SwitchThreshold = 1e9 }).Value, 1e-12);
        Assert.Equal(Estimate(log, "dm").Value, Estimate(log, "switch-dr", new OffPolicyOptions { SwitchThreshold = 0 }).Value, 1e-12);
    }

    [Fact]
    public void Dros_AtItsEnds_IsDrAndDm()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(300, 7);
        Assert.Equal(Estimate(log, "dr").Value, Estimate(log, "dros", new OffPolicyOptions { Shrinkage = 1e15 }).Value, 1e-9);
        Assert.Equal(Estimate(log, "dm").Value, Estimate(log, "dros", new OffPolicyOptions { Shrinkage = 0 }).Value, 1e-12);
    }

    [Fact]
    public void Dros_GivenLambda_ShrinksByThePaper()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(100, 8);
        OffPolicySample sample = OffPolicyEvaluator.Sample(log, OffPolicyLogs.Best, new OffPolicyOptions());
        double expected = Enumerable.Range(0, 100).Average(i => sample.Model.Values[i] + (5 * sample.Weights[i] / ((sample.Weights[i] * sample.Weights[i]) + 5) * (sample.Rewards[i] - sample.Model.OfChosen[i])));

        OffPolicyEstimate estimate = OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Best, new OffPolicyOptions { Shrinkage = 5 }).Single(estimate => estimate.Estimator == "dros");

        Assert.Equal(expected, estimate.Value, 1e-12);
        Assert.Equal(5, estimate.Parameter);
    }

    [Fact]
    public void ClippedIps_GivenClip_IsIpsOfTheSmallerWeights()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(100, 9);
        double expected = log.Average(decision => Math.Min(2, OffPolicyLogs.Ids[decision.ChosenIndex] == decision.Context[0].Text ? 1 / decision.Propensities[decision.ChosenIndex] : 0) * decision.Reward!.Value);

        Assert.Equal(expected, OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Best, new OffPolicyOptions { WeightClip = 2 }).Single(estimate => estimate.Estimator == "clipped-ips").Value, 1e-12);
    }

    [Fact]
    public void Mips_GroupsOfActions_TakesTheGroupsProbabilities()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(200, 10);
        var options = new OffPolicyOptions { ActionGroup = action => action.Id == "c" ? "c" : "ab" };
        double expected = log.Average(decision =>
        {
            double[] target = new double[3];
            OffPolicyLogs.Soft(decision, target);
            return (decision.ChosenIndex == 2 ? target[2] / decision.Propensities[2] : (target[0] + target[1]) / (decision.Propensities[0] + decision.Propensities[1])) * decision.Reward!.Value;
        });

        OffPolicyEstimate mips = Estimate(log, "mips", options);

        Assert.Equal(expected, mips.Value, 1e-12);
        Assert.True(mips.EffectiveSampleSize > Estimate(log, "ips").EffectiveSampleSize);
    }

    [Fact]
    public void Mips_UnsupportedActionOfASupportedGroup_IsNotRefused()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(200, 11).Select((decision, i) => decision with { Propensities = [0.5, 0.5, 0], ChosenIndex = i % 2 })];
        IReadOnlyList<OffPolicyEstimate> estimates = OffPolicyEvaluator.Evaluate(log, TargetPolicies.Always("c"), new OffPolicyOptions { ActionGroup = action => action.Id == "a" ? "a" : "bc" });

        Assert.True(estimates.Single(estimate => estimate.Estimator == "mips").IsReliable);
        Assert.False(estimates.Single(estimate => estimate.Estimator == "ips").IsReliable);
    }

    [Fact]
    public void Slope_BiasBeyondTheNoise_KeepsTheUnbiasedEnd()
    {
        // A wrong reward model: the reward depends on a number by its square, of which a line knows nothing.
        var random = new Random(12);
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(4000, 12).Select(decision =>
        {
            double u = (2 * random.NextDouble()) - 1;
            return decision with { Context = [Feature.Numeric("u", u)], Reward = decision.ChosenIndex == (Math.Abs(u) > 0.5 ? 1 : 0) ? 1 : 0 };
        })];
        static void Right(LoggedDecision decision, Span<double> probabilities)
        {
            probabilities.Clear();
            probabilities[Math.Abs(decision.Context[0].Number) > 0.5 ? 1 : 0] = 1;
        }

        Dictionary<string, OffPolicyEstimate> estimates = OffPolicyEvaluator.Evaluate(log, Right).ToDictionary(estimate => estimate.Estimator);

        Assert.Equal(1, estimates["switch-dr"].Value, 0.05);
        Assert.True(estimates["switch-dr"].Parameter > 0);
    }

    [Theory]
    [InlineData("switch-dr", "dr")]
    [InlineData("dros", "dr")]
    [InlineData("clipped-ips", "ips")]
    public void Slope_ChosenParameter_HasTheIntervalOfTheUnbiasedEnd(string chosen, string unbiased)
    {
        Dictionary<string, OffPolicyEstimate> estimates = OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(500, 17), OffPolicyLogs.Soft).ToDictionary(estimate => estimate.Estimator);

        Assert.NotNull(estimates[chosen].Parameter);
        Assert.Equal(Math.Min(estimates[unbiased].LowerBound, estimates[chosen].Value), estimates[chosen].LowerBound, 1e-12);
        Assert.Equal(Math.Max(estimates[unbiased].UpperBound, estimates[chosen].Value), estimates[chosen].UpperBound, 1e-12);
    }

    [Fact]
    public void Diagnose_ActionsTheLogNearlyNeverHad_AreNamed()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(100, 13).Select(decision => decision with { Propensities = [0.4999, 0.5, 0.0001], ChosenIndex = decision.ChosenIndex % 2 })];

        OffPolicyDiagnostics diagnostics = OffPolicyEvaluator.Diagnose(log, TargetPolicies.Uniform);

        OverlapGap gap = Assert.Single(diagnostics.OverlapGaps);
        Assert.Equal("c", gap.ActionId);
        Assert.Equal(1.0 / 3, gap.TargetShare, 1e-9);
        Assert.Equal(0, gap.LoggedCount);
        Assert.Contains("mean importance weight", diagnostics.RefusalReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PropensitiesThatAreNotThoseOfTheDraws_IsRefused()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(2000, 14, uniform: true).Select(decision => decision with { Propensities = [0.8, 0.1, 0.1] })];

        Assert.Contains("not those the actions were drawn with", Estimate(log, "dr").RefusalReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_RewardOutsideOfTheGivenRange_NamesTheSetting() =>
        Assert.Contains("RewardMaximum", Assert.Throws<PersonalizationException>(
            () => OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(50, 15), OffPolicyLogs.Soft, new OffPolicyOptions { RewardMaximum = 0.5 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_ActionNeverChosen_IsPredictedByItsFeatures()
    {
        DecisionAction Action(string id, string kind) => new() { Id = id, Features = [Feature.Categorical("kind", kind)] };
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(400, 16).Select((decision, i) => decision with
        {
            Context = FeatureSet.Empty,
            Actions = [Action("a", "good"), Action("b", "bad"), Action($"new{i}", "good")],
            Propensities = [0.49, 0.49, 0.02],
            ChosenIndex = i / 2 % 2,
            Reward = i / 2 % 2 == 0 ? 1 : 0,
        })];

        double value = OffPolicyEvaluator.Evaluate(log, (_, probabilities) => { probabilities.Clear(); probabilities[2] = 1; }).Single(estimate => estimate.Estimator == "dm").Value;

        Assert.InRange(value, 0.95, 1);
    }

    private static OffPolicyEstimate Estimate(LoggedDecision[] log, string estimator, OffPolicyOptions? options = null) =>
        OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Soft, options).Single(estimate => estimate.Estimator == estimator);
}
