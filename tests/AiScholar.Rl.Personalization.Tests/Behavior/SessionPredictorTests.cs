using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class SessionPredictorTests
{
    [Theory]
    [InlineData("knn")]
    [InlineData("blend")]
    public async Task PredictNextActionAsync_SessionsOfTwoKinds_FollowsTheLikeOnesAndSaysSo(string name)
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddSessionNeighbors().AddBlend());
        IBehaviorPredictor predictor = Predictors.Get(services, name);
        for (int i = 0; i < 40; i++)
        {
            await Predictors.ObserveAsync(predictor, $"a{i}", "a", "b", "c", "d");
            await Predictors.ObserveAsync(predictor, $"x{i}", "x", "y", "z", "w");
        }

        PredictedAction prediction = (await predictor.PredictNextActionAsync(Predictors.Context("x", "y", "z")))!;

        Assert.Equal("w", prediction.ActionType.Value);
        Assert.Contains("z", prediction.Reasoning, StringComparison.Ordinal);
        Assert.Equal(1, prediction.Ranking.Sum(candidate => candidate.Probability), 1e-6);
        Assert.Equal(name, prediction.Predictor);
    }

    [Theory]
    [InlineData("knn")]
    [InlineData("blend")]
    public async Task SaveAsync_LoadedElsewhere_PredictsTheSame(string name)
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddSessionNeighbors().AddBlend()), others = Predictors.Services(p => p.AddSessionNeighbors().AddBlend());
        IBehaviorPredictor predictor = Predictors.Get(services, name), copy = Predictors.Get(others, name);
        for (int i = 0; i < 30; i++)
            await Predictors.ObserveAsync(predictor, $"s{i}", "a", i % 3 == 0 ? "b" : "c", "d", $"e{i % 4}");

        await Predictors.CopyAsync(predictor, copy);

        Assert.Equal((await predictor.PredictNextActionAsync(Predictors.Context("a", "b")))!.Ranking, (await copy.PredictNextActionAsync(Predictors.Context("a", "b")))!.Ranking);
    }

    [Fact]
    public async Task PredictNextActionAsync_OwnSession_IsNoNeighbour()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddSessionNeighbors());
        IBehaviorPredictor predictor = Predictors.Get(services, "knn");
        await Predictors.ObserveAsync(predictor, "mine", "a", "only-mine");
        await Predictors.ObserveAsync(predictor, "other", "a", "theirs");

        PredictedAction prediction = (await predictor.PredictNextActionAsync(Predictors.Context("a") with { SessionId = "mine" }))!;

        Assert.Equal("theirs", prediction.ActionType.Value);
    }

    [Fact]
    public async Task ObserveAsync_ANetworkKnowsBetter_TheBlendTrustsIt()
    {
        await using ServiceProvider services = Predictors.Services(p => p.AddPredictor<Oracle>("oracle").AddBlend(registration => registration.Configure(options => options.Parameters["Networks"] = "oracle, absent")));
        IBehaviorPredictor predictor = Predictors.Get(services, "blend");
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            string told = random.Next(2) == 0 ? "heads" : "tails";
            await predictor.ObserveAsync(Predictors.Context("toss") with { CurrentTask = told }, Predictors.Action(told));
        }

        PredictedAction prediction = (await predictor.PredictNextActionAsync(Predictors.Context("toss") with { CurrentTask = "tails" }))!;

        Assert.Equal("tails", prediction.ActionType.Value);
        Assert.InRange(prediction.Confidence, 0.8, 1);
        Assert.Contains("oracle", prediction.Reasoning, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StateOfFormatOne_LoadsWithoutAPool()
    {
        var old = new MarkovModel(new MarkovOptions());
        for (int i = 0; i < 20; i++)
            old.Observe([Predictors.Action("a")], Predictors.Action("b"));
        byte[] now = MarkovState.Write(new Dictionary<string, MarkovModel> { [""] = old });
        const int PoolBytes = 1 + (2 * 6 * sizeof(double));

        MarkovModel loaded = MarkovState.Read(now[sizeof(int)..^PoolBytes], new MarkovOptions())[""];

        Assert.Equal(old.Predict([Predictors.Action("a")], 10, "markov")!.Ranking, loaded.Predict([Predictors.Action("a")], 10, "markov")!.Ranking);
        Assert.False(loaded.Pool.IsLearnt);
    }

    private sealed class Oracle : IBehaviorPredictor
    {
        public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
        {
            var told = new ActionType(context.CurrentTask!);
            var other = new ActionType(context.CurrentTask == "heads" ? "tails" : "heads");
            return ValueTask.FromResult<PredictedAction?>(new PredictedAction
            {
                ActionType = told,
                Confidence = 0.9,
                Predictor = "oracle",
                Ranking = [new ActionProbability { ActionType = told, Probability = 0.9 }, new ActionProbability { ActionType = other, Probability = 0.1 }],
            });
        }
    }
}
