using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class ContextBehaviorPredictorTests
{
    [Fact]
    public async Task PredictNextActionAsync_FeatureDecides_FollowsItAndSaysSo()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        for (int i = 0; i < 400; i++)
            await predictor.ObserveAsync(After(i % 2 == 0 ? "red" : "blue"), Predictors.Action(i % 2 == 0 ? "left" : "right"));

        PredictedAction red = (await predictor.PredictNextActionAsync(After("red")))!, blue = (await predictor.PredictNextActionAsync(After("blue")))!;

        Assert.Equal(("left", "right"), (red.ActionType.Value, blue.ActionType.Value));
        Assert.InRange(red.Confidence, 0.9, 1);
        Assert.Contains("colour=red", red.Reasoning, StringComparison.Ordinal);
        Assert.Equal(1, red.Ranking.Sum(candidate => candidate.Probability), 1e-9);
    }

    [Fact]
    public async Task PredictNextActionAsync_LongContextDecides_BacksOffNoFurtherThanNeeded()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        for (int i = 0; i < 150; i++)
        {
            await Predictors.ObserveAsync(predictor, $"a{i}", "a", "x", "y", "z", "1");
            await Predictors.ObserveAsync(predictor, $"b{i}", "b", "x", "y", "z", "2");
        }

        Assert.Equal("1", await Predictors.NextAsync(predictor, "a", "x", "y", "z"));
        Assert.Equal("2", await Predictors.NextAsync(predictor, "b", "x", "y", "z"));
        Assert.Contains("followed in 150", (await predictor.PredictNextActionAsync(Predictors.Context("a", "x", "y", "z")))!.Reasoning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictNextActionAsync_TimeDecides_FollowsTheGap()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        for (int i = 0; i < 400; i++)
            await predictor.ObserveAsync(AfterGap(i % 2 == 0 ? 5 : 7200), Predictors.Action(i % 2 == 0 ? "next" : "pause"));

        Assert.Equal("next", (await predictor.PredictNextActionAsync(AfterGap(5)))!.ActionType.Value);
        Assert.Equal("pause", (await predictor.PredictNextActionAsync(AfterGap(7200)))!.ActionType.Value);
    }

    [Fact]
    public async Task PredictNextActionAsync_NoisyRule_ConfidenceIsTheShareOfHits()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        var random = new Random(5);
        double confidence = 0, hits = 0;
        for (int i = 0; i < 3000; i++)
        {
            int last = random.Next(4);
            UserContext context = Predictors.Context($"s{last}") with { Features = [Feature.Categorical("noise", $"n{random.Next(200)}")] };
            string next = random.NextDouble() < 0.7 ? $"s{(last + 1) % 4}" : $"s{random.Next(4)}";
            if (i >= 2000)
            {
                PredictedAction prediction = (await predictor.PredictNextActionAsync(context))!;
                confidence += prediction.Confidence;
                hits += prediction.ActionType.Value == next ? 1 : 0;
            }

            await predictor.ObserveAsync(context, Predictors.Action(next));
        }

        Assert.Equal(hits / 1000, confidence / 1000, 0.05);
        Assert.InRange(hits / 1000, 0.72, 0.83);
    }

    [Fact]
    public async Task SaveAsync_LoadedElsewhere_PredictsTheSameAndLearnsOn()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor()), others = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context"), copy = Predictors.Get(others, "context");
        for (int i = 0; i < 60; i++)
            await Predictors.ObserveAsync(predictor, $"{i}", "a", i % 3 == 0 ? "b" : "c", "d");

        await Predictors.CopyAsync(predictor, copy);

        PredictedAction expected = (await predictor.PredictNextActionAsync(Predictors.Context("a")))!, actual = (await copy.PredictNextActionAsync(Predictors.Context("a")))!;
        Assert.Equal(expected.Ranking, actual.Ranking);
        Assert.Equal(expected.Reasoning, actual.Reasoning);
        await Predictors.ObserveAsync(copy, "more", "a", "b");
    }

    [Fact]
    public async Task LoadAsync_DamagedOrOfAnother_IsRefused()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor().AddSessionNeighbors());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        await Predictors.ObserveAsync(predictor, "s", "a", "b");
        using var saved = new MemoryStream();
        await ((ISavableState)predictor).SaveAsync(saved);
        byte[] damaged = saved.ToArray();
        damaged[^50] ^= 1;
        saved.Position = 0;

        await Assert.ThrowsAsync<StateException>(async () => await ((ISavableState)predictor).LoadAsync(new MemoryStream(damaged)));
        await Assert.ThrowsAsync<StateException>(async () => await ((ISavableState)Predictors.Get(services, "knn")).LoadAsync(saved));
    }

    [Fact]
    public async Task PredictNextActionAsync_OtherDomainOrTenant_IsNull()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor(domain: "biology"));
        IBehaviorPredictor predictor = Predictors.Get(services, "context");
        UserContext inside = Predictors.Context("a") with { ResearchDomain = "Biology" };
        await predictor.ObserveAsync(Predictors.Context("a"), Predictors.Action("outside"));
        Assert.Null(await predictor.PredictNextActionAsync(inside));
        await predictor.ObserveAsync(inside, Predictors.Action("b"));

        Assert.Equal("b", (await predictor.PredictNextActionAsync(inside))!.ActionType.Value);
        Assert.Null(await predictor.PredictNextActionAsync(Predictors.Context("a")));
        Assert.Null(await predictor.PredictNextActionAsync(inside with { TenantId = "other" }));
    }

    [Fact]
    public async Task ObserveAsync_SameSeed_SameRankings()
    {
        await using ServiceProvider one = Predictors.Services(p => p.AddContextPredictor()), two = Predictors.Services(p => p.AddContextPredictor());
        foreach (ServiceProvider services in (ServiceProvider[])[one, two])
        {
            for (int i = 0; i < 50; i++)
                await Predictors.ObserveAsync(Predictors.Get(services, "context"), $"{i}", "a", i % 4 == 0 ? "b" : "c", "d");
        }

        Assert.Equal((await Predictors.Get(one, "context").PredictNextActionAsync(Predictors.Context("a")))!.Ranking, (await Predictors.Get(two, "context").PredictNextActionAsync(Predictors.Context("a")))!.Ranking);
    }

    [Fact]
    public async Task ObserveAsync_ManyThreads_LosesNothing()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddContextPredictor());
        IBehaviorPredictor predictor = Predictors.Get(services, "context");

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (i, token) =>
        {
            await predictor.ObserveAsync(Predictors.Context("a"), Predictors.Action(i % 2 == 0 ? "b" : "c"), token);
            Assert.NotNull(await predictor.PredictNextActionAsync(Predictors.Context("a"), cancellationToken: token));
        });

        Assert.Contains("of 200 cases", (await predictor.PredictNextActionAsync(Predictors.Context("a"), cancellationToken: TestContext.Current.CancellationToken))!.Reasoning, StringComparison.Ordinal);
    }

    private static UserContext After(string colour) => Predictors.Context("look") with { Features = [Feature.Categorical("colour", colour)] };

    private static UserContext AfterGap(double seconds) => new() { RecentActions = [Predictors.Action("a", DateTimeOffset.UnixEpoch.AddDays(1)), Predictors.Action("b", DateTimeOffset.UnixEpoch.AddDays(1).AddSeconds(seconds))] };
}
