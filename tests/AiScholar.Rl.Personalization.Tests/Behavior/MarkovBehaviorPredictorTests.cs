using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class MarkovBehaviorPredictorTests
{
    private static readonly string[] Habit = ["search", "open", "read", "annotate"];

    [Fact]
    public async Task PredictNextActionAsync_NothingObserved_IsNull()
    {
        await using ServiceProvider services = Predictor();
        Assert.Null(await Get(services).PredictNextActionAsync(Context("search")));
    }

    [Fact]
    public async Task PredictNextActionAsync_Habit_FollowsItWithHighConfidenceAndSaysWhy()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        for (int i = 0; i < 50; i++)
            await ObserveSession(predictor, Habit);

        for (int step = 1; step < Habit.Length; step++)
        {
            PredictedAction? prediction = await predictor.PredictNextActionAsync(Context(Habit[..step]));
            Assert.NotNull(prediction);
            Assert.Equal(Habit[step], prediction.ActionType.Value);
            Assert.InRange(prediction.Confidence, 0.8, 1);
            Assert.Contains(Habit[step - 1], prediction.Reasoning, StringComparison.Ordinal);
            Assert.Equal(1, prediction.Ranking.Sum(candidate => candidate.Probability), 1e-9);
        }
    }

    [Fact]
    public async Task PredictNextActionAsync_LongerContextDecides_UsesIt()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        for (int i = 0; i < 100; i++)
        {
            await ObserveSession(predictor, ["a", "x", "1"]);
            await ObserveSession(predictor, ["b", "x", "2"]);
        }

        Assert.Equal("1", (await predictor.PredictNextActionAsync(Context("a", "x")))!.ActionType.Value);
        Assert.Equal("2", (await predictor.PredictNextActionAsync(Context("b", "x")))!.ActionType.Value);
    }

    [Fact]
    public async Task PredictNextActionAsync_ContextNeverSeen_BacksOffToTheFrequentAction()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        for (int i = 0; i < 20; i++)
            await predictor.ObserveAsync(Context(), Action(i % 4 == 0 ? "cite" : "read"));

        PredictedAction? prediction = await predictor.PredictNextActionAsync(Context("never-seen"));

        Assert.Equal("read", prediction!.ActionType.Value);
        Assert.Equal(0.75, prediction.Confidence, 1e-9);
    }

    [Fact]
    public async Task PredictNextActionAsync_RepetitionNeverHappens_RulesItOut()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        var random = new Random(3);
        string[] items = [.. Enumerable.Range(0, 12).Select(i => $"item-{i}")];
        for (int i = 0; i < 300; i++)
        {
            string[] order = [.. items];
            random.Shuffle(order);
            await ObserveSession(predictor, order);
        }

        PredictedAction? prediction = await predictor.PredictNextActionAsync(Context(items[..6]));

        Assert.DoesNotContain(prediction!.ActionType.Value, items[..6]);
        Assert.InRange(prediction.Ranking.Where(candidate => items[..6].Contains(candidate.ActionType.Value)).Sum(candidate => candidate.Probability), 0, 0.02);
    }

    [Fact]
    public async Task PredictNextActionAsync_Confidence_IsTheShareOfHits()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        var random = new Random(11);
        double confidence = 0;
        int hits = 0, counted = 0;
        var history = new List<string>();
        for (int i = 0; i < 6000; i++)
        {
            string next = random.NextDouble() < 0.7 && history.Count > 0 ? $"s{(int.Parse(history[^1][1..], System.Globalization.CultureInfo.InvariantCulture) + 1) % 5}" : $"s{random.Next(5)}";
            UserContext context = Context([.. history.TakeLast(20)]);
            if (i >= 3000)
            {
                PredictedAction prediction = (await predictor.PredictNextActionAsync(context))!;
                confidence += prediction.Confidence;
                hits += prediction.ActionType.Value == next ? 1 : 0;
                counted++;
            }

            await predictor.ObserveAsync(context, Action(next));
            history.Add(next);
        }

        Assert.Equal(hits / (double)counted, confidence / counted, 0.03);
        Assert.InRange(hits / (double)counted, 0.72, 0.80);
    }

    [Fact]
    public async Task PredictNextActionAsync_Outcomes_TellsTheMostFrequent()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        foreach (string outcome in (string[])["opened", "abandoned", "opened"])
            await predictor.ObserveAsync(Context(), Action("search") with { Outcome = outcome });

        Assert.Equal("opened", (await predictor.PredictNextActionAsync(Context()))!.ExpectedOutcome);
    }

    [Fact]
    public async Task PredictNextActionAsync_OtherDomain_IsNullAndLearnsNothing()
    {
        await using ServiceProvider services = Predictor(domain: "biology");
        IBehaviorPredictor predictor = Get(services);
        UserContext physics = Context() with { ResearchDomain = "physics" }, biology = Context() with { ResearchDomain = "Biology" };

        await predictor.ObserveAsync(physics, Action("read"));
        Assert.Null(await predictor.PredictNextActionAsync(biology));
        await predictor.ObserveAsync(biology, Action("cite"));

        Assert.Null(await predictor.PredictNextActionAsync(physics));
        Assert.Equal("cite", (await predictor.PredictNextActionAsync(biology))!.ActionType.Value);
    }

    [Fact]
    public async Task PredictNextActionAsync_OtherTenant_IsNeverToldOfIt()
    {
        await using ServiceProvider services = Predictor(), others = Predictor();
        IBehaviorPredictor predictor = Get(services);
        UserContext ours = Context() with { TenantId = "ours" }, theirs = Context() with { TenantId = "theirs" };
        await predictor.ObserveAsync(ours, Action("secret-project"));

        Assert.Null(await predictor.PredictNextActionAsync(theirs));
        await predictor.ObserveAsync(theirs, Action("read"));
        using var saved = new MemoryStream();
        await ((ISavableState)predictor).SaveAsync(saved);
        saved.Position = 0;
        IBehaviorPredictor loaded = Get(others);
        await ((ISavableState)loaded).LoadAsync(saved);

        Assert.Equal("read", Assert.Single((await loaded.PredictNextActionAsync(theirs))!.Ranking).ActionType.Value);
        Assert.Equal("secret-project", Assert.Single((await loaded.PredictNextActionAsync(ours))!.Ranking).ActionType.Value);
    }

    [Fact]
    public async Task Observe_MoreTenantsThanTheLimit_LearnsNothingOfTheRest()
    {
        await using ServiceProvider services = Predictor(parameters: new() { ["MaxTenants"] = "2" });
        IBehaviorPredictor predictor = Get(services);
        foreach (string tenant in (string[])["a", "b", "c"])
            await predictor.ObserveAsync(Context() with { TenantId = tenant }, Action("read"));

        Assert.NotNull(await predictor.PredictNextActionAsync(Context() with { TenantId = "b" }));
        Assert.Null(await predictor.PredictNextActionAsync(Context() with { TenantId = "c" }));
    }

    [Fact]
    public async Task SaveAsync_ThenLoadAsync_PredictsIdentically()
    {
        await using ServiceProvider services = Predictor(), others = Predictor();
        IBehaviorPredictor predictor = Get(services);
        var random = new Random(5);
        for (int i = 0; i < 60; i++)
            await ObserveSession(predictor, [.. Enumerable.Range(0, 8).Select(_ => $"a{random.Next(6)}")]);
        using var saved = new MemoryStream();
        await ((ISavableState)predictor).SaveAsync(saved);
        saved.Position = 0;
        var loaded = (ISavableState)Get(others);
        await loaded.LoadAsync(saved);

        foreach (UserContext context in (UserContext[])[Context("a1"), Context("a2", "a3", "a4"), Context()])
        {
            PredictedAction expected = (await predictor.PredictNextActionAsync(context))!, actual = (await ((IBehaviorPredictor)loaded).PredictNextActionAsync(context))!;
            Assert.Equal(expected.Ranking, actual.Ranking);
            Assert.Equal(expected.Reasoning, actual.Reasoning);
        }

        using var again = new MemoryStream();
        await loaded.SaveAsync(again);
        Assert.Equal(saved.ToArray(), again.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task LoadAsync_DamagedState_IsRejectedAndChangesNothing(int damagedByte)
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        await ObserveSession(predictor, Habit);
        using var saved = new MemoryStream();
        await ((ISavableState)predictor).SaveAsync(saved);
        byte[] bytes = saved.ToArray();
        if (damagedByte >= 0)
            bytes[damagedByte] ^= 0x55;
        else
            bytes = bytes[..^7];

        await Assert.ThrowsAsync<StateException>(async () => await ((ISavableState)predictor).LoadAsync(new MemoryStream(bytes)));

        Assert.Equal("open", (await predictor.PredictNextActionAsync(Context("search")))!.ActionType.Value);
    }

    [Fact]
    public async Task ObserveAndPredict_ManyThreads_LoseNothing()
    {
        await using ServiceProvider services = Predictor();
        IBehaviorPredictor predictor = Get(services);
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, token) =>
        {
            for (int i = 0; i < 250; i++)
            {
                await predictor.ObserveAsync(Context("search"), Action(i % 5 == 0 ? "read" : "open"), token);
                PredictedAction? prediction = await predictor.PredictNextActionAsync(Context("search"), cancellationToken: token);
                Assert.Equal(1, prediction!.Ranking.Sum(candidate => candidate.Probability), 1e-6);
            }
        });

        PredictedAction? last = await predictor.PredictNextActionAsync(Context("search"));
        Assert.Contains("1600 of 2000", last!.Reasoning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_MoreActionsThanTheLimit_KeepsTheFirstAndGoesOn()
    {
        await using ServiceProvider services = Predictor(parameters: new() { ["MaxActions"] = "3" });
        IBehaviorPredictor predictor = Get(services);
        for (int i = 0; i < 100; i++)
            await predictor.ObserveAsync(Context(), Action($"a{i}"));

        Assert.Equal(3, (await predictor.PredictNextActionAsync(Context(), 50))!.Ranking.Count);
    }

    [Theory]
    [InlineData("Order", "4")]
    [InlineData("WindowDecay", "1.5")]
    [InlineData("WindowDecay", "NaN")]
    [InlineData("Window", "many")]
    public async Task Create_WrongParameter_NamesItsPath(string name, string value)
    {
        await using ServiceProvider services = Predictor(parameters: new() { [name] = value });
        AdvancedRlException exception = Assert.Throws<AdvancedRlException>(() => Get(services));
        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, exception.ErrorCode);
        Assert.Contains($"Predictors:markov:Parameters:{name}", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Predictor(string? domain = null, Dictionary<string, string>? parameters = null)
    {
        void Configure(ExtensionRegistration registration) => registration.Configure(options =>
        {
            foreach ((string name, string value) in parameters ?? [])
                options.Parameters[name] = value;
        });
        return new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(p =>
            {
                if (domain is null)
                    p.AddPredictor<MarkovBehaviorPredictor>("markov", Configure);
                else
                    p.AddPredictorForDomain<MarkovBehaviorPredictor>(domain, "markov", Configure);
            }))
            .BuildServiceProvider();
    }

    private static IBehaviorPredictor Get(ServiceProvider services) => services.GetRequiredKeyedService<IBehaviorPredictor>("default/markov");

    private static async Task ObserveSession(IBehaviorPredictor predictor, string[] session)
    {
        for (int step = 0; step < session.Length; step++)
            await predictor.ObserveAsync(Context(session[..step]), Action(session[step]));
    }

    private static UserContext Context(params string[] recent) => new() { UserId = "u", RecentActions = [.. recent.Select(Action)] };

    private static UserAction Action(string name) => new() { ActionType = new ActionType(name) };
}
