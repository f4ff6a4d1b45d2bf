namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class OffPolicyEvaluatorTests
{
    private static readonly string[] Ids = ["a", "b", "c"];

    [Fact]
    public void Evaluate_LogWithoutContext_EqualsAnIndependentComputation()
    {
        LoggedDecision[] log = Simulate(400, seed: 1, withContext: false);
        double[] target = [0.1, 0.7, 0.2];

        Dictionary<string, OffPolicyEstimate> estimates = Evaluate(log, (_, probabilities) => target.CopyTo(probabilities));

        double weighted = 0, weights = 0;
        foreach (LoggedDecision decision in log)
        {
            double weight = target[decision.ChosenIndex] / decision.Propensities[decision.ChosenIndex];
            weighted += weight * decision.Reward!.Value;
            weights += weight;
        }

        Assert.Equal(weighted / log.Length, estimates["ips"].Value, 1e-9);
        Assert.Equal(weighted / weights, estimates["snips"].Value, 1e-9);
        Assert.Equal(NaiveDoublyRobust(log, target), estimates["dr"].Value, 1e-9);
        Assert.Equal(weights * weights / log.Sum(decision => Math.Pow(target[decision.ChosenIndex] / decision.Propensities[decision.ChosenIndex], 2)), estimates["ips"].EffectiveSampleSize, 1e-9);
    }

    [Theory]
    [InlineData("ips")]
    [InlineData("snips")]
    [InlineData("dr")]
    public void Evaluate_Bootstrap_CoversTheTruthAsOftenAsPromised(string estimator)
    {
        int covered = 0;
        const int Logs = 150;
        var options = new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, BootstrapSamples = 300, Estimators = [estimator] };
        for (int seed = 0; seed < Logs; seed++)
        {
            OffPolicyEstimate estimate = OffPolicyEvaluator.Evaluate(Simulate(300, 5000 + seed), BestAction, options).Single(estimate => estimate.Estimator == estimator);
            covered += estimate.LowerBound <= 0.8 && 0.8 <= estimate.UpperBound ? 1 : 0;
        }

        Assert.InRange(covered / (double)Logs, 0.88, 0.99);
    }

    [Fact]
    public void Evaluate_Bootstrap_EqualsAnIndependentComputation()
    {
        LoggedDecision[] log = Simulate(60, seed: 9, withContext: false);
        var options = new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, BootstrapSamples = 199, Seed = 17, ConfidenceLevel = 0.9 };

        OffPolicyEstimate snips = OffPolicyEvaluator.Evaluate(log, TargetPolicies.Always("b"), options)[1];

        var random = new Random(17);
        var values = new List<double>();
        for (int sample = 0; sample < 199; sample++)
        {
            LoggedDecision[] drawn = [.. Enumerable.Range(0, 60).Select(_ => log[random.Next(60)])];
            LoggedDecision[] matching = [.. drawn.Where(decision => decision.ChosenIndex == 1)];
            values.Add(matching.Sum(decision => decision.Reward!.Value / decision.Propensities[1]) / matching.Sum(decision => 1 / decision.Propensities[1]));
        }

        values.Sort();
        Assert.Equal(values[9], snips.LowerBound, 1e-9);
        Assert.Equal(values[189], snips.UpperBound, 1e-9);
    }

    [Fact]
    public void Evaluate_BootstrapWithTheSameSeed_IsTheSame()
    {
        LoggedDecision[] log = Simulate(200, seed: 3);
        var options = new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap };

        Assert.Equal(OffPolicyEvaluator.Evaluate(log, BestAction, options), OffPolicyEvaluator.Evaluate(log, BestAction, options));
        Assert.NotEqual(OffPolicyEvaluator.Evaluate(log, BestAction, options), OffPolicyEvaluator.Evaluate(log, BestAction, new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, Seed = 1 }));
    }

    [Fact]
    public void Of_ActionsWithFeatures_AreEncodedByTheirOwnEncoder()
    {
        var contexts = new FeatureEncoder();
        var actions = new FeatureEncoder();
        contexts.EncodeNext([Feature.Categorical("right", "a")]);
        actions.EncodeNext([Feature.Categorical("kind", "survey")]);
        actions.EncodeNext([Feature.Categorical("kind", "data")]);
        using var policy = new LinUcbPolicy(new LinUcbOptions { Alpha = 0, InitialEpsilon = 0, FinalEpsilon = 0 });
        FeatureSet survey = [Feature.Categorical("kind", "survey")], data = [Feature.Categorical("kind", "data")];
        for (int i = 0; i < 20; i++)
        {
            policy.Learn(new PolicyInput(default, new[] { new PolicyAction($"s{i}", actions.Encode(survey)) }), 0, 1, 1);
            policy.Learn(new PolicyInput(default, new[] { new PolicyAction($"d{i}", actions.Encode(data)) }), 0, 0, 1);
        }

        LoggedDecision decision = Simulate(1, 1)[0] with
        {
            Actions = [new DecisionAction { Id = "new-data", Features = data }, new DecisionAction { Id = "new-survey", Features = survey }],
            Propensities = [0.5, 0.5],
            ChosenIndex = 0,
        };
        double[] probabilities = new double[2];
        TargetPolicies.Of(policy, contexts, actions)(decision, probabilities);

        Assert.Equal([0, 1], probabilities);
    }

    [Fact]
    public void Evaluate_TheLoggingPolicyItself_IsTheMeanReward()
    {
        LoggedDecision[] log = Simulate(500, seed: 2);
        double mean = log.Average(decision => decision.Reward!.Value);

        Dictionary<string, OffPolicyEstimate> estimates = Evaluate(log, TargetPolicies.Logged);

        Assert.Equal(mean, estimates["ips"].Value, 1e-9);
        Assert.Equal(mean, estimates["snips"].Value, 1e-9);
        Assert.Equal(1, estimates["dr"].LargestWeight, 1e-12);
        Assert.Equal(500, estimates["dr"].EffectiveSampleSize, 1e-9);
    }

    [Theory]
    [InlineData("ips")]
    [InlineData("snips")]
    [InlineData("dr")]
    public void Evaluate_ManySimulatedLogs_IntervalsCoverTheTruthAsOftenAsPromised(string estimator)
    {
        int covered = 0;
        const int Logs = 200;
        for (int seed = 0; seed < Logs; seed++)
        {
            OffPolicyEstimate estimate = OffPolicyEvaluator.Evaluate(Simulate(400, 1000 + seed), BestAction, new OffPolicyOptions { Estimators = [estimator] })[0];
            covered += estimate.LowerBound <= 0.8 && 0.8 <= estimate.UpperBound ? 1 : 0;
        }

        Assert.InRange(covered / (double)Logs, 0.90, 0.99);
    }

    [Fact]
    public void Evaluate_RewardFollowsContext_DoublyRobustIsTighterThanIps()
    {
        Dictionary<string, OffPolicyEstimate> estimates = Evaluate(Simulate(4000, seed: 3), BestAction);

        Assert.Equal(0.8, estimates["dr"].Value, 0.06);
        Assert.True(estimates["dr"].StandardError < 0.8 * estimates["ips"].StandardError, $"{estimates["dr"].StandardError} against {estimates["ips"].StandardError}");
    }

    [Fact]
    public void Evaluate_ChoicesTheLogNeverMade_IsRefusedWithTheReason()
    {
        LoggedDecision[] log = [.. Simulate(200, seed: 4).Select(decision => decision with { Propensities = [0.5, 0.5, 0], ChosenIndex = decision.ChosenIndex % 2 })];

        OffPolicyEstimate estimate = Evaluate(log, TargetPolicies.Always("c"))["snips"];

        Assert.False(estimate.IsReliable);
        Assert.Equal(1, estimate.UnsupportedShare, 1e-12);
        Assert.Contains("no chance in the log", estimate.RefusalReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FewEffectiveDecisions_IsRefusedWithTheReason()
    {
        OffPolicyEstimate estimate = Evaluate(Simulate(40, seed: 5), TargetPolicies.Always("a"))["ips"];

        Assert.False(estimate.IsReliable);
        Assert.Contains("at least 30", estimate.RefusalReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PolicyObject_EqualsItsDistribution()
    {
        LoggedDecision[] log = Simulate(100, seed: 6);
        Assert.Equal(
            OffPolicyEvaluator.Evaluate(log, TargetPolicies.Uniform).Select(estimate => estimate.Value),
            OffPolicyEvaluator.Evaluate(log, TargetPolicies.Of(new UniformPolicy(), new FeatureEncoder())).Select(estimate => estimate.Value));
    }

    [Fact]
    public void Evaluate_EventsNotActiveOrWithoutReward_LeavesOutTheOnesAndTakesTheDefaultForTheOthers()
    {
        LoggedDecision[] log = [.. Simulate(100, seed: 7).Select((decision, i) => i % 2 == 0 ? decision with { IsActive = false } : decision with { Reward = null })];

        OffPolicyEstimate estimate = OffPolicyEvaluator.Evaluate(log, TargetPolicies.Logged, new OffPolicyOptions { DefaultReward = 0.25 })[0];

        Assert.Equal(50, estimate.SampleCount);
        Assert.Equal(0.25, estimate.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Evaluate_ImpossiblePropensity_NamesTheEvent(double propensity)
    {
        LoggedDecision[] log = Simulate(10, seed: 8);
        log[3] = log[3] with { Propensities = [propensity, propensity, propensity] };
        PersonalizationException exception = Assert.Throws<PersonalizationException>(() => OffPolicyEvaluator.Evaluate(log, TargetPolicies.Uniform));
        Assert.Equal(AdvancedRlErrorCode.DecisionInvalid, exception.ErrorCode);
        Assert.Contains(log[3].EventId, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0.5)]
    [InlineData(-1.0)]
    public void Evaluate_TargetThatIsNoDistribution_IsRejected(double probability)
    {
        PersonalizationException exception = Assert.Throws<PersonalizationException>(
            () => OffPolicyEvaluator.Evaluate(Simulate(10, seed: 9), (_, probabilities) => probabilities.Fill(probability)));
        Assert.Equal(AdvancedRlErrorCode.PolicyInvalid, exception.ErrorCode);
    }

    [Fact]
    public void Evaluate_EmptyLog_IsRejected() =>
        Assert.Throws<ArgumentException>(() => OffPolicyEvaluator.Evaluate([], TargetPolicies.Uniform));

    [Fact]
    public void Evaluate_OptionOutOfRange_IsRejected() =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(
            () => OffPolicyEvaluator.Evaluate(Simulate(10, seed: 10), TargetPolicies.Uniform, new OffPolicyOptions { ConfidenceLevel = 1.2 }));

    /// <summary>Two folds, no context: the model of an action is (sum of rewards) / (count + ridge), and for one never chosen the same over all.</summary>
    private static double NaiveDoublyRobust(LoggedDecision[] log, double[] target)
    {
        double total = 0;
        for (int i = 0; i < log.Length; i++)
        {
            LoggedDecision[] other = [.. log.Where((_, j) => j % 2 != i % 2)];
            double Model(int action)
            {
                LoggedDecision[] rows = [.. other.Where(decision => decision.ChosenIndex == action)];
                return rows.Length > 0 ? rows.Sum(row => row.Reward!.Value) / (rows.Length + 1) : other.Sum(row => row.Reward!.Value) / (other.Length + 1);
            }

            int chosen = log[i].ChosenIndex;
            total += Enumerable.Range(0, 3).Sum(action => target[action] * Model(action))
                + (target[chosen] / log[i].Propensities[chosen] * (log[i].Reward!.Value - Model(chosen)));
        }

        return total / log.Length;
    }

    private static Dictionary<string, OffPolicyEstimate> Evaluate(LoggedDecision[] log, TargetPolicy target) =>
        OffPolicyEvaluator.Evaluate(log, target).ToDictionary(estimate => estimate.Estimator);

    /// <summary>The right action of each context, worth 0.8 on average; the others are worth 0.2.</summary>
    private static void BestAction(LoggedDecision decision, Span<double> probabilities)
    {
        probabilities.Clear();
        probabilities[Array.IndexOf(Ids, decision.Context[0].Text)] = 1;
    }

    private static LoggedDecision[] Simulate(int count, int seed, bool withContext = true)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double first = 0.2 + (0.4 * random.NextDouble()), second = (1 - first) * (0.3 + (0.4 * random.NextDouble()));
            double[] propensities = [first, second, 1 - first - second];
            double draw = random.NextDouble();
            int chosen = draw < first ? 0 : draw < first + second ? 1 : 2;
            int best = random.Next(3);
            return new LoggedDecision
            {
                EventId = $"e{seed}-{i}",
                LoopName = "default",
                Context = withContext ? [Feature.Categorical("right", Ids[best])] : FeatureSet.Empty,
                Actions = [.. Ids.Select(id => new DecisionAction { Id = id })],
                Propensities = propensities,
                ChosenIndex = chosen,
                Reward = random.NextDouble() < (chosen == best ? 0.8 : 0.2) ? 1 : 0,
            };
        })];
    }
}
