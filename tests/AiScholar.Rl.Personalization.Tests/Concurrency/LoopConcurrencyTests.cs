using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

/// <summary>One loop under 64 threads: nothing lost, nothing torn, nothing counted twice.</summary>
[Trait("Category", "Integration")]
public sealed class LoopConcurrencyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DecideAndReward_ByManyThreads_LearnsEachEventOnce(bool isOneUser)
    {
        await using var host = CountingHost();
        var crowd = new Crowd(host.Loop, isOneUser: isOneUser);
        CountingPolicy policy = PolicyOf(host);

        await crowd.RunAsync();

        Assert.Equal((crowd.Decisions, 0, crowd.Decisions, 0), crowd.Statuses);
        Assert.Equal((crowd.Decisions, 3L * crowd.Decisions), policy.Learned);
        Assert.Equal(crowd.Decisions, crowd.EventIds.Distinct().Count());
        LoopStatistics statistics = host.Loop.GetStatistics();
        Assert.Equal((crowd.Decisions, crowd.Decisions, crowd.Decisions, 3.0), (statistics.Decisions, statistics.RewardedEvents, statistics.ModelVersion, statistics.MeanReward));
        List<LoggedDecision> log = await host.LogAsync();
        Assert.Equal(crowd.Decisions, log.Count);
        Assert.All(log, logged => Assert.Equal(3, logged.Reward));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PerUser_UnderManyThreads_LearnsEachEventOnce(bool isOneUser)
    {
        await using var host = new LoopHost(loop => loop.UsePerUser());
        var crowd = new Crowd(host.Loop, isOneUser: isOneUser) { Reward = static (context, action) => context == action ? 1 : 0 };

        await crowd.RunAsync();

        Assert.Equal((crowd.Decisions, 0, crowd.Decisions, 0), crowd.Statuses);
        Assert.Equal(crowd.Decisions, host.Loop.GetStatistics().ModelVersion);
        Assert.Equal(crowd.Decisions, crowd.EventIds.Distinct().Count());
    }

    [Fact]
    public async Task RewardWindow_UnderManyThreads_LearnsEachEventOnceWhenItCloses()
    {
        await using var host = CountingHost(options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(1), 0));
        var crowd = new Crowd(host.Loop);

        await crowd.RunAsync();
        Assert.Equal((0, crowd.Decisions, crowd.Decisions, 0), crowd.Statuses);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        // Many callers find the windows closed at once.
        await Task.WhenAll(Enumerable.Range(0, 64).Select(index => Task.Run(async () => await host.Loop.DecideAsync(Crowd.Request(index % 6)))));

        Assert.Equal((crowd.Decisions, 3L * crowd.Decisions), PolicyOf(host).Learned);
        Assert.Equal(64, host.Loop.GetStatistics().OpenWindows);
    }

    [Theory]
    [InlineData("lin-ucb")]
    [InlineData("square-cb")]
    [InlineData("thompson")]
    public async Task Learn_ByManyThreads_SumsUpToWhatOneThreadLearns(string name)
    {
        await using var host = new LoopHost(loop => _ = name switch
        {
            "lin-ucb" => loop.UseLinUcb(),
            "square-cb" => loop.UseSquareCb(),
            _ => loop.UseThompsonSampling(),
        });
        var crowd = new Crowd(host.Loop) { Reward = static (context, action) => (context + action) % 5 };

        await crowd.RunAsync();

        List<LoggedDecision> log = await host.LogAsync();
        Assert.Equal(log.Count, host.Loop.GetStatistics().ModelVersion);
        IDecisionPolicy sequential = name switch
        {
            "lin-ucb" => DecisionPolicies.LinUcb(),
            "square-cb" => DecisionPolicies.SquareCb(),
            _ => DecisionPolicies.ThompsonSampling(),
        };
        var encoder = new FeatureEncoder();
        foreach (LoggedDecision logged in log)
            sequential.Learn(Input(encoder.EncodeNext(logged.Context), logged), logged.ChosenIndex, logged.Reward!.Value, logged.Propensities[logged.ChosenIndex]);
        for (int context = 0; context < 6; context++)
        {
            Decision decision = await host.Loop.DecideAsync(Crowd.Request(context));
            double[] expected = new double[5];
            LoggedDecision like = log[0] with { Context = Crowd.Request(context).Context };
            sequential.GetProbabilities(Input(encoder.Encode(like.Context), like), expected);
            Assert.All(decision.Ranking, ranked => Assert.Equal(expected[int.Parse(ranked.ActionId, System.Globalization.CultureInfo.InvariantCulture)], ranked.Propensity, 6));
        }
    }

    [Fact]
    public async Task SaveAsync_WhileManyThreadsLearn_GivesWholeStates()
    {
        await using var host = CountingHost();
        var crowd = new Crowd(host.Loop);
        List<byte[]> states = [];

        await crowd.RunAsync(async () => states.Add(await SaveAsync(host.Loop)));
        states.Add(await SaveAsync(host.Loop));

        Assert.All([states[0], states[states.Count / 2]], state => Assert.InRange(LoadCounts(state).Count, 0, crowd.Decisions));
        Assert.All(states.TakeLast(20), state => Assert.Equal(LoadCounts(state).Count * 3, LoadCounts(state).Sum));
        Assert.Equal(crowd.Decisions, LoadCounts(states[^1]).Count);
    }

    [Theory]
    [InlineData("lin-ucb")]
    [InlineData("default")]
    public async Task LoadAsync_WhileManyThreadsServe_KeepsEveryDecisionValid(string name)
    {
        await using var host = new LoopHost(loop => _ = name == "lin-ucb" ? loop.UseLinUcb() : loop);
        await new Crowd(host.Loop, decisionsPerThread: 2).RunAsync();
        byte[] state = await SaveAsync(host.Loop);
        long version = host.Loop.GetStatistics().ModelVersion;
        var crowd = new Crowd(host.Loop);

        await crowd.RunAsync(async () => await host.Loop.LoadAsync(new MemoryStream(state)));

        Assert.Equal((crowd.Decisions, crowd.Decisions), (crowd.Statuses.Learned, crowd.Statuses.Duplicates));
        await host.Loop.LoadAsync(new MemoryStream(state));
        Assert.Equal(version, host.Loop.GetStatistics().ModelVersion);
        Crowd.AssertValid(await host.Loop.DecideAsync(Crowd.Request(1)));
    }

    private static LoopHost CountingHost(Action<PersonalizationOptions>? configure = null) =>
        new(loop => loop.UsePolicy<CountingPolicy>("counting").Configure(configure ?? (static _ => { })));

    private static CountingPolicy PolicyOf(LoopHost host) =>
        (CountingPolicy)host.Services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/counting");

    private static PolicyInput Input(FeatureVector context, LoggedDecision logged) =>
        new(context, logged.Actions.Select(action => new PolicyAction(action.Id)).ToArray(), logged.Context);

    private static async Task<byte[]> SaveAsync(IPersonalizer loop)
    {
        using var stream = new MemoryStream();
        await loop.SaveAsync(stream);
        return stream.ToArray();
    }

    private static (long Count, long Sum) LoadCounts(byte[] state)
    {
        var host = CountingHost();
        host.Loop.LoadAsync(new MemoryStream(state)).AsTask().GetAwaiter().GetResult();
        return PolicyOf(host).Learned;
    }
}
