using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class OfflineEvaluatorTests
{
    private static readonly PolicyCandidate Best = PolicyCandidate.Fixed("best", OffPolicyLogs.Best);

    [Fact]
    public async Task Evaluate_BetterPolicy_IsNamedWithItsGain()
    {
        OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(2000, 41), [Best, PolicyCandidate.Fixed("even", TargetPolicies.Uniform)]);

        Assert.Equal("best", report.Winner);
        Assert.Contains("best", report.Conclusion, StringComparison.Ordinal);
        Assert.Equal(PolicyEvaluationKind.Logged, report.Policies[0].Kind);
        Assert.Equal(["best", "even"], report.Policies.Select(policy => policy.Name).Where(name => name is "best" or "even"));
        PolicyEvaluation best = report.Policies.Single(policy => policy.Name == "best");
        Assert.InRange(0.8 - 0.4, best.GainLowerBound, best.GainUpperBound);
    }

    [Fact]
    public async Task Evaluate_NothingBetter_NamesNobody()
    {
        OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(500, 42), [PolicyCandidate.Fixed("even", TargetPolicies.Uniform)]);

        Assert.Null(report.Winner);
        Assert.Contains("does not show", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ManyCandidatesThatAreAllTheSame_SeldomNamesOne()
    {
        int named = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            // Rewards that depend on nothing: every candidate is worth what the log is.
            var random = new Random(seed);
            LoggedDecision[] log = [.. OffPolicyLogs.Simulate(300, 100 + seed).Select(decision => decision with { Reward = random.NextDouble() < 0.5 ? 1 : 0 })];
            PolicyCandidate[] candidates = [.. Enumerable.Range(0, 8).Select(i => PolicyCandidate.Fixed($"c{i}", (decision, probabilities) =>
            {
                probabilities.Clear();
                probabilities[(i + decision.EventId.Length + (decision.EventId[^1] * (i + 1))) % 3] = 1;
            }))];
            named += (await EvaluateAsync(log, candidates, new OfflineEvaluationOptions { Estimation = new OffPolicyOptions { Estimators = ["dr"] } })).Winner is null ? 0 : 1;
        }

        Assert.InRange(named, 0, 3);
    }

    [Fact]
    public async Task Evaluate_PolicyTheLogKnowsNothingOf_IsRefusedAndNeverWins()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(300, 43).Select(decision => decision with { Propensities = [0.5, 0.5, 0], ChosenIndex = decision.ChosenIndex % 2 })];

        OfflineEvaluationReport report = await EvaluateAsync(log, [PolicyCandidate.Fixed("unknown", TargetPolicies.Always("c"))]);

        PolicyEvaluation unknown = report.Policies.Single(policy => policy.Name == "unknown");
        Assert.NotNull(unknown.RefusalReason);
        Assert.NotEqual("unknown", report.Winner);
        Assert.Same(report.Policies[^1], unknown);
        Assert.Contains("## Refused", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OfflineProtocol.Progressive)]
    [InlineData(OfflineProtocol.HeldOut)]
    public async Task Evaluate_Learner_IsJudgedOnWhatItHasNotSeen(OfflineProtocol protocol)
    {
        // Contexts that never come twice: a learner by heart would be right about each it was told of, and is not about the next.
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(400, 44).Select((decision, i) => decision with { Context = [Feature.Categorical("id", $"{i}")] })];

        OfflineEvaluationReport report = await EvaluateAsync(log, [PolicyCandidate.Learning("by-heart", () => new ByHeartPolicy())], new OfflineEvaluationOptions { Protocol = protocol });

        Assert.Null(report.Winner);
        Assert.Equal(0, report.Policies.Single(policy => policy.Name == "by-heart").Gain, 0.12);
    }

    [Fact]
    public async Task Evaluate_LearnerThatLearns_WinsOverOneThatDoesNot()
    {
        OfflineEvaluationReport report = await EvaluateAsync(
            OffPolicyLogs.Simulate(1500, 45),
            [PolicyCandidate.Learning("lin-ucb", () => DecisionPolicies.LinUcb()), PolicyCandidate.Learning("even", () => DecisionPolicies.Uniform())]);

        Assert.Equal("lin-ucb", report.Winner);
    }

    [Fact]
    public async Task Evaluate_CandidateThatFails_CostsItsOwnLineOnly()
    {
        OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(300, 46), [PolicyCandidate.Learning("broken", () => throw new InvalidOperationException("no weights")), Best]);

        Assert.Equal("best", report.Winner);
        Assert.Contains("no weights", report.Policies.Single(policy => policy.Name == "broken").RefusalReason, StringComparison.Ordinal);
        Assert.Contains("broken", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_References_AreTheBaselineAndTheBestConstant()
    {
        LoggedDecision[] log = [.. OffPolicyLogs.Simulate(900, 47).Select(decision => decision with { Reward = decision.ChosenIndex == 1 ? 1 : 0 })];

        OfflineEvaluationReport report = await EvaluateAsync(log, []);

        Assert.Equal(0, report.Policies.Single(policy => policy.Kind == PolicyEvaluationKind.Baseline).Main!.Value, 1e-9);
        PolicyEvaluation constant = report.Policies.Single(policy => policy.Kind == PolicyEvaluationKind.Constant);
        Assert.Equal("always b", constant.Name);
        Assert.Equal(1, constant.Main!.Value, 0.05);
    }

    [Fact]
    public async Task Evaluate_Slices_AddUpToTheWhole()
    {
        OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(307, 48), [Best], new OfflineEvaluationOptions { TimeSlices = 7 });

        foreach (PolicyEvaluation policy in report.Policies)
        {
            Assert.Equal(7, policy.Slices.Count);
            Assert.Equal(307, policy.Slices.Sum(slice => slice.SampleCount));
        }

        foreach (PolicyEvaluation policy in report.Policies)
            Assert.Equal(policy.Main!.Value * 307, policy.Slices[^1].CumulativeReward, 1e-6);
        Assert.Equal(report.From, report.Policies[0].Slices[0].From);
    }

    [Fact]
    public async Task Evaluate_Store_ReadsTheLoopsActiveEvents()
    {
        var store = new InMemoryExperienceStore(Options.Create(new InMemoryExperienceOptions()));
        foreach (LoggedDecision decision in OffPolicyLogs.Simulate(120, 49))
            await store.AppendDecisionAsync(decision with { IsActive = decision.EventId != "e3" });

        OfflineEvaluationReport report = await OfflineEvaluator.EvaluateAsync(store, new ExperienceQuery { LoopName = "default" }, [Best], new OfflineEvaluationOptions { MaximumEvents = 100 });

        Assert.Equal(100, report.EventCount);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(20), report.From);
    }

    [Fact]
    public async Task ToJson_Report_HoldsTheFiguresAndSurvivesInfinity()
    {
        OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(300, 50), [Best]);

        using JsonDocument json = JsonDocument.Parse(report.ToJson());
        JsonElement policy = json.RootElement.GetProperty("policies").EnumerateArray().Single(element => element.GetProperty("name").GetString() == "best");
        Assert.Equal(report.Policies.Single(other => other.Name == "best").Gain, policy.GetProperty("gain").GetDouble(), 1e-12);
        Assert.Equal("Fixed", policy.GetProperty("kind").GetString());
        Assert.Equal(11, policy.GetProperty("estimates").GetArrayLength());
    }

    [Fact]
    public async Task Save_Folder_HoldsMarkdownJsonAndTwoPlots()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"aischolar-{Guid.NewGuid():N}");
        try
        {
            OfflineEvaluationReport report = await EvaluateAsync(OffPolicyLogs.Simulate(300, 51), [PolicyCandidate.Fixed("<b>|x&", OffPolicyLogs.Best)]);
            await report.SaveAsync(folder);

            Assert.Equal(["cumulative-reward.svg", "policies.svg", "report.json", "report.md"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            foreach (string file in Directory.GetFiles(folder, "*.svg"))
            {
                XElement svg = XElement.Load(file);
                Assert.Equal("svg", svg.Name.LocalName);
                Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
                Assert.Contains(svg.Descendants(), element => element.Value.Contains("<b>|x&", StringComparison.Ordinal));
            }

            string markdown = await File.ReadAllTextAsync(Path.Combine(folder, "report.md"));
            Assert.DoesNotContain("<b>|x&", markdown, StringComparison.Ordinal);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Evaluate_SameLogAndOptions_IsTheSameReport()
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(200, 52);
        var options = new OfflineEvaluationOptions { Estimation = new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, Seed = 5 } };

        Assert.Equal((await EvaluateAsync(log, [Best], options)).ToJson(), (await EvaluateAsync(log, [Best], options)).ToJson());
    }

    [Fact]
    public async Task Evaluate_NameTwice_IsRejected() =>
        await Assert.ThrowsAsync<ArgumentException>(() => EvaluateAsync(OffPolicyLogs.Simulate(20, 53), [PolicyCandidate.Fixed("logged", TargetPolicies.Uniform)]));

    [Fact]
    public async Task Evaluate_OptionOutOfRange_IsRejected() =>
        await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() => EvaluateAsync(OffPolicyLogs.Simulate(20, 54), [], new OfflineEvaluationOptions { TimeSlices = 0 }));

    private static Task<OfflineEvaluationReport> EvaluateAsync(LoggedDecision[] log, PolicyCandidate[] candidates, OfflineEvaluationOptions? options = null) =>
        OfflineEvaluator.EvaluateAsync(log, candidates, options);

    /// <summary>Remembers what each context earned, and repeats what earned something.</summary>
    private sealed class ByHeartPolicy : IDecisionPolicy
    {
        private readonly Dictionary<string, int> _good = [];

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            probabilities.Fill(1.0 / probabilities.Length);
            if (!_good.TryGetValue(input.RawContext[0].Text!, out int action))
                return;
            probabilities.Clear();
            probabilities[action] = 1;
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
            if (reward > 0)
                _good[input.RawContext[0].Text!] = actionIndex;
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
