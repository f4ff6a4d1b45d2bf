using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class PersonalizerDecisionTests
{
    [Fact]
    public async Task DecideAsync_Answer_IsInTheLogWithItsExactPropensities()
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());

        LoggedDecision logged = Assert.Single(await host.LogAsync());
        Assert.Equal(decision.EventId, logged.EventId);
        Assert.Equal(decision.ChosenActionId, logged.Actions[logged.ChosenIndex].Id);
        Assert.Equal(decision.Propensity, logged.Propensities[logged.ChosenIndex]);
        Assert.Equal(1, decision.Ranking.Sum(action => action.Propensity), 1e-9);
        Assert.Equal(decision.ChosenActionId, decision.Ranking[0].ActionId);
        Assert.NotEqual("ada", logged.UserKey);
        Assert.Equal(32, logged.UserKey!.Length);
    }

    [Fact]
    public async Task DecideAsync_ManyDraws_FollowThePropensitiesItStates()
    {
        await using var host = new LoopHost(p => p.UsePolicy<SkewedPolicy>("skewed"));
        var counts = new Dictionary<string, int>();
        const int Draws = 20_000;
        for (int i = 0; i < Draws; i++)
        {
            string chosen = (await host.Loop.DecideAsync(LoopHost.Request())).ChosenActionId;
            counts[chosen] = counts.GetValueOrDefault(chosen) + 1;
        }

        // Five standard errors of a share of 20,000 draws.
        Assert.Equal(0.7, counts["a"] / (double)Draws, 5 * Math.Sqrt(0.7 * 0.3 / Draws));
        Assert.Equal(0.2, counts["b"] / (double)Draws, 5 * Math.Sqrt(0.2 * 0.8 / Draws));
        Assert.Equal(0.1, counts["c"] / (double)Draws, 5 * Math.Sqrt(0.1 * 0.9 / Draws));
    }

    [Fact]
    public async Task DecideAsync_SameSeed_MakesTheSameChoices()
    {
        async Task<List<string>> Run(int seed)
        {
            await using var host = new LoopHost(p => p.UsePolicy<SkewedPolicy>("skewed"), seed);
            List<string> chosen = [];
            for (int i = 0; i < 200; i++)
                chosen.Add((await host.Loop.DecideAsync(LoopHost.Request())).ChosenActionId);
            return chosen;
        }

        List<string> first = await Run(5);
        Assert.Equal(first, await Run(5));
        Assert.NotEqual(first, await Run(6));
    }

    [Fact]
    public async Task DecideAsync_ExcludedAction_IsNeverChosenAndHasPropensityZero()
    {
        await using var host = new LoopHost();
        for (int i = 0; i < 100; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { ExcludedActionIds = ["b"] });
            Assert.NotEqual("b", decision.ChosenActionId);
            Assert.Equal(0, decision.Ranking.Single(action => action.ActionId == "b").Propensity);
            Assert.Equal(1, decision.Ranking.Sum(action => action.Propensity), 1e-9);
        }
    }

    [Fact]
    public async Task DecideAsync_Slate_HasDifferentActionsAndConditionalPropensities()
    {
        await using var host = new LoopHost(p => p.UsePolicy<SkewedPolicy>("skewed"));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 3 });

        Assert.Equal(3, decision.Slots.Select(slot => slot.ActionId).Distinct().Count());
        Assert.Equal(decision.ChosenActionId, decision.Slots[0].ActionId);
        double[] p = [.. decision.Slots.Select(slot => SkewedPolicy.Probability(slot.ActionId))];
        Assert.Equal(p[0], decision.Slots[0].Propensity, 1e-12);
        Assert.Equal(p[1] / (1 - p[0]), decision.Slots[1].Propensity, 1e-12);
        Assert.Equal(1, decision.Slots[2].Propensity, 1e-12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(0.9)]
    public async Task DecideAsync_PolicyGivesNoDistribution_DecidesEvenlyAndSaysSo(double value)
    {
        var faults = new FaultList();
        await using var host = new LoopHost(p => p.UsePolicy<ConstantPolicy>("constant", r => r.Factory = (_, _) => new ConstantPolicy(value)).Services.AddSingleton<IFaultObserver>(faults));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());

        Assert.Equal(1.0 / 3, decision.Propensity, 1e-12);
        ResultIssue issue = Assert.Single(decision.Issues);
        Assert.Equal(AdvancedRlErrorCode.PolicyInvalid, issue.Code);
        Assert.Equal("constant", issue.Source);
        Assert.Equal("default/constant", Assert.Single(faults.Faults).ExtensionName);
    }

    [Fact]
    public async Task DecideAsync_UnusableRequests_AreRejectedWithTheReason()
    {
        await using var host = new LoopHost(p => p.Configure(options => (options.MaxActions, options.MaxIdLength) = (5, 20)));
        (DecisionRequest Request, string Reason)[] cases =
        [
            (LoopHost.Request() with { Actions = [] }, "at least one action"),
            (LoopHost.Request("x", "a", "a"), "given twice"),
            (LoopHost.Request("x", "a", " "), "must not be empty"),
            (LoopHost.Request("x", "1", "2", "3", "4", "5", "6"), "Personalization:default:MaxActions allows 5"),
            (LoopHost.Request("x", new string('a', 21)), "Personalization:default:MaxIdLength allows 20"),
            (LoopHost.Request() with { ExcludedActionIds = ["a", "b", "c"] }, "Every action is excluded"),
            (LoopHost.Request() with { SlotCount = 4 }, "SlotCount"),
            (LoopHost.Request() with { BaselineActionId = "z" }, "baseline"),
        ];
        foreach ((DecisionRequest request, string reason) in cases)
        {
            PersonalizationException exception = await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.DecideAsync(request));
            Assert.Equal(AdvancedRlErrorCode.DecisionInvalid, exception.ErrorCode);
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await host.LogAsync());
    }

    [Fact]
    public async Task DecideAsync_FeatureThatIsNotFinite_IsRejected()
    {
        await using var host = new LoopHost();
        PersonalizationException exception = await Assert.ThrowsAsync<PersonalizationException>(
            async () => await host.Loop.DecideAsync(LoopHost.Request() with { Context = [Feature.Numeric("n", double.NaN)] }));
        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
    }

    [Fact]
    public async Task DecideAsync_EventIdTaken_IsRejected()
    {
        await using var host = new LoopHost();
        await host.Loop.DecideAsync(LoopHost.Request() with { EventId = "e" });
        await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.DecideAsync(LoopHost.Request() with { EventId = "e" }));
        await host.Loop.DecideAsync(LoopHost.Request() with { EventId = "e", TenantId = "other" });
    }

    [Fact]
    public async Task DecideAsync_ManyThreads_LosesNoEventAndKeepsPropensitiesValid()
    {
        await using var host = new LoopHost();
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), async (thread, token) =>
        {
            for (int i = 0; i < 100; i++)
            {
                Decision decision = await host.Loop.DecideAsync(LoopHost.Request($"c{(thread + i) % 4}"), token);
                Assert.Equal(1, decision.Ranking.Sum(action => action.Propensity), 1e-9);
                Assert.Empty(decision.Issues);
                RewardResult reward = await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = decision.ChosenActionId == "a" ? 1 : 0 }, token);
                Assert.Equal(RewardStatus.Learned, reward.Status);
            }
        });

        List<LoggedDecision> log = await host.LogAsync();
        Assert.Equal(1600, log.Count);
        Assert.All(log, decision => Assert.NotNull(decision.Reward));
        Assert.Equal(1600, (await host.Loop.DecideAsync(LoopHost.Request())).ModelVersion);
    }

    [Fact]
    public async Task GetLoop_UnknownName_SaysWhichThereAre()
    {
        await using var host = new LoopHost(root: rl => rl.AddPersonalization("reading-list", _ => { }));
        AdvancedRlException exception = Assert.Throws<AdvancedRlException>(() => host.Services.GetRequiredKeyedService<IPersonalizer>("reeding-list"));
        Assert.Equal(AdvancedRlErrorCode.NotRegistered, exception.ErrorCode);
        Assert.Contains("reading-list", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedLoop_RegisteredAfterTheDefaults_HasThemToo()
    {
        await using var host = new LoopHost(root: rl => rl.AddPersonalization("reading-list", _ => { }));
        IPersonalizer loop = host.Services.GetRequiredKeyedService<IPersonalizer>("reading-list");

        Decision decision = await loop.DecideAsync(LoopHost.Request());
        AdaptationResult adapted = await loop.AdaptAsync(new UserProfile { UserId = "ada" }, new UserContext());

        Assert.Equal("portfolio", decision.PolicyName);
        Assert.Equal(4, adapted.Adaptations.Count);
        Assert.Empty(await host.LogAsync());
        Assert.Single(await host.LogAsync("reading-list"));
    }

    private sealed class FaultList : IFaultObserver
    {
        public List<ExtensionFault> Faults { get; } = [];

        public void OnFault(ExtensionFault fault) => Faults.Add(fault);
    }

    internal sealed class SkewedPolicy : ConstantPolicy
    {
        public SkewedPolicy()
            : base(0)
        {
        }

        public static double Probability(string id) => id switch { "a" => 0.7, "b" => 0.2, _ => 0.1 };

        public override void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            double sum = 0;
            for (int i = 0; i < probabilities.Length; i++)
                sum += probabilities[i] = Probability(input.Actions.Span[i].Id);
            for (int i = 0; i < probabilities.Length; i++)
                probabilities[i] /= sum;
        }
    }

    internal class ConstantPolicy(double value) : IDecisionPolicy
    {
        public virtual void GetProbabilities(in PolicyInput input, Span<double> probabilities) => probabilities.Fill(value);

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
