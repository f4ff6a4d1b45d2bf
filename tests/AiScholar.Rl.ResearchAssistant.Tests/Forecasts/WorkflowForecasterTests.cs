using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class WorkflowForecasterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ForecastAsync_NothingLearnt_IsNull()
    {
        using WorkflowForecaster forecaster = Work.Forecaster();

        Assert.Null(await forecaster.ForecastAsync(Work.Running(1, null, Work.Activity("step", 0)), Cancellation));
        Assert.Equal(0, forecaster.SessionCount);
    }

    [Fact]
    public async Task ForecastAsync_MemorylessProcess_HasItsKnownTimesAndRisk()
    {
        using WorkflowForecaster forecaster = Work.Forecaster();
        var random = new Random(1);
        for (int i = 0; i < 800; i++)
            await forecaster.ObserveAsync(Work.Memoryless(i, random), Cancellation);

        WorkflowForecast forecast = (await forecaster.ForecastAsync(Work.Running(1, 5, Work.Activity("step", 0.4), Work.Activity("step", 1)), Cancellation))!;

        // P(remaining > t) = .75 exp(-t / 4): median 4 ln 1.5, .9 quantile 4 ln 7.5, mean 3, risk at 4 hours .75 / e.
        Assert.InRange(forecast.RemainingTime!.Median.TotalHours, 1.2, 2.1);
        Assert.Equal(TimeSpan.Zero, forecast.RemainingTime.LowerQuantile);
        Assert.InRange(forecast.RemainingTime.UpperQuantile.TotalHours, 6.8, 9.4);
        Assert.InRange(forecast.RemainingTime.Mean.TotalHours, 2.5, 3.5);
        Assert.InRange(forecast.DelayProbability!.Value, 0.22, 0.33);
        Assert.InRange(forecast.EndProbability, 0.2, 0.3);
        Assert.Equal("step", forecast.NextActivities[0].Name);
        Assert.Equal(1, forecast.NextActivities.Sum(next => next.Probability), 1e-9);
        Assert.Equal((2, true), (forecast.MatchedActivities, forecast.MatchedCount > 300));
        Assert.True(forecast.SimilarCount > 50);
        Assert.Contains("800 sessions", forecast.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForecastAsync_FeatureDecides_FollowsIt()
    {
        using WorkflowForecaster forecaster = await LearntAsync(300, 2);

        double easy = await MedianAsync("easy"), hard = await MedianAsync("hard");

        Assert.InRange(easy, 1.6, 2.8);
        Assert.InRange(hard, 16, 28);

        async Task<double> MedianAsync(string kind) =>
            (await forecaster.ForecastAsync(Work.Running(0, null, Work.Activity("prepare", 0, Feature.Categorical("sample", kind))), Cancellation))!.RemainingTime!.Median.TotalHours;
    }

    [Fact]
    public async Task ForecastAsync_NewSessions_QuantilesAndRiskHoldAsPromised()
    {
        using WorkflowForecaster forecaster = await LearntAsync(400, 3);
        var random = new Random(33);
        int within = 0, late = 0, count = 0;
        double expected = 0, brier = 0;
        for (int i = 0; i < 400; i++)
        {
            WorkflowSession session = Work.Phases(i, random);
            DateTimeOffset end = session.Activities[^1].Start!.Value;
            WorkflowForecast forecast = (await forecaster.ForecastAsync(Work.Running(0, 10, session.Activities[0]), Cancellation))!;
            TimeSpan truth = end - Work.Monday;
            within += truth >= forecast.RemainingTime!.LowerQuantile && truth <= forecast.RemainingTime.UpperQuantile ? 1 : 0;
            int isLate = end > Work.Monday.AddHours(10) ? 1 : 0;
            late += isLate;
            expected += forecast.DelayProbability!.Value;
            brier += Math.Pow(forecast.DelayProbability.Value - isLate, 2);
            count++;
        }

        double share = (double)late / count;
        Assert.InRange((double)within / count, 0.73, 0.87);
        Assert.Equal(share, expected / count, 0.06);
        Assert.True(brier / count < 0.4 * share * (1 - share), $"Brier {brier / count}, base rate {share * (1 - share)}");
    }

    [Fact]
    public async Task ForecastAsync_WaitedLong_TheShortWaysAreOut()
    {
        using WorkflowForecaster forecaster = Work.Forecaster();
        for (int i = 0; i < 200; i++)
            await forecaster.ObserveAsync(Work.Session(i, Work.Activity("submit", 0), Work.Activity("answer", i % 2 == 0 ? 24 : 240)), Cancellation);

        double atOnce = await MedianAsync(0), late = await MedianAsync(48), never = await MedianAsync(1000);

        Assert.True(atOnce is 24 or 240, $"{atOnce}");
        Assert.Equal(192, late, 0.01);
        Assert.Equal(1000, never, 0.01);

        async Task<double> MedianAsync(double now) => (await forecaster.ForecastAsync(Work.Running(now, null, Work.Activity("submit", 0)), Cancellation))!.RemainingTime!.Median.TotalHours;
    }

    [Fact]
    public async Task ForecastAsync_DeadlineIsPast_IsMissed()
    {
        using WorkflowForecaster forecaster = await LearntAsync(20, 4);

        Assert.Equal(1, (await forecaster.ForecastAsync(Work.Running(5, 4, Work.Activity("prepare", 0)), Cancellation))!.DelayProbability);
        Assert.Null((await forecaster.ForecastAsync(Work.Running(5, null, Work.Activity("prepare", 0)), Cancellation))!.DelayProbability);
    }

    [Fact]
    public async Task ForecastAsync_NoTimes_SaysWhatComesNextAlone()
    {
        using WorkflowForecaster forecaster = Work.Forecaster();
        for (int i = 0; i < 60; i++)
            await forecaster.ObserveAsync(Work.Session(i, Plain("a"), Plain("b"), Plain("c")), Cancellation);

        WorkflowForecast forecast = (await forecaster.ForecastAsync(Work.Running(0, 9, Plain("a"), Plain("b")), Cancellation))!;

        Assert.Equal("c", forecast.NextActivities[0].Name);
        Assert.InRange(forecast.NextActivities[0].Probability, 0.8, 1);
        Assert.Null(forecast.RemainingTime);
        Assert.Null(forecast.DelayProbability);
        Assert.Equal("a", (await forecaster.ForecastAsync(Work.Running(0, null), Cancellation))!.NextActivities[0].Name);

        static WorkflowActivity Plain(string name) => new() { Name = name };
    }

    [Fact]
    public async Task ObserveAsync_SameSessions_SameForecasts()
    {
        using WorkflowForecaster one = await LearntAsync(90, 5), two = await LearntAsync(90, 5);

        Assert.Equal(await TellAsync(one), await TellAsync(two));
    }

    [Fact]
    public async Task SaveAsync_LoadAsync_ForecastsAreTheSame()
    {
        using WorkflowForecaster forecaster = await LearntAsync(90, 6);
        using WorkflowForecaster copy = Work.Forecaster();
        using var saved = new MemoryStream();
        await forecaster.SaveAsync(saved, Cancellation);
        saved.Position = 0;
        await copy.LoadAsync(saved, Cancellation);

        Assert.Equal(90, copy.SessionCount);
        Assert.Equal(await TellAsync(forecaster), await TellAsync(copy));
        using var again = new MemoryStream();
        await copy.SaveAsync(again, Cancellation);
        Assert.Equal(saved.ToArray(), again.ToArray());

        byte[] damaged = saved.ToArray();
        damaged[damaged.Length / 2] ^= 1;
        await Assert.ThrowsAsync<StateException>(() => copy.LoadAsync(new MemoryStream(damaged), Cancellation).AsTask());
        Assert.Equal(await TellAsync(forecaster), await TellAsync(copy));
    }

    [Fact]
    public async Task LoadAsync_ThenLearning_RemainingTimesGoOnAlike()
    {
        using WorkflowForecaster forecaster = await LearntAsync(60, 7);
        using WorkflowForecaster copy = Work.Forecaster();
        using var saved = new MemoryStream();
        await forecaster.SaveAsync(saved, Cancellation);
        saved.Position = 0;
        await copy.LoadAsync(saved, Cancellation);
        Random first = new(77), second = new(77);
        for (int i = 0; i < 40; i++)
        {
            await forecaster.ObserveAsync(Work.Phases(i, first), Cancellation);
            await copy.ObserveAsync(Work.Phases(i, second), Cancellation);
        }

        RunningWorkflow running = Work.Running(0, 5, Work.Activity("prepare", 0));
        WorkflowForecast expected = (await forecaster.ForecastAsync(running, Cancellation))!, actual = (await copy.ForecastAsync(running, Cancellation))!;
        Assert.Equal((expected.RemainingTime, expected.DelayProbability), (actual.RemainingTime, actual.DelayProbability));
    }

    [Fact]
    public async Task ObserveAsync_BadSessions_AreNamedAndNothingIsLearnt()
    {
        using WorkflowForecaster forecaster = Work.Forecaster(configure: options => options.MaximumActivities = 3);
        WorkflowActivity good = Work.Activity("a", 0);
        foreach (WorkflowSession bad in new[]
        {
            Work.Session(1),
            Work.Session(1, good, good with { Name = " " }),
            Work.Session(1, good with { End = good.Start!.Value.AddHours(-1) }),
            Work.Session(1, good with { Amount = double.NaN }),
            Work.Session(1, good with { Features = null! }),
            Work.Session(1, good, null!),
            Work.Session(1, good) with { Attributes = null! },
        })
            Assert.Contains("s1", (await Assert.ThrowsAsync<WorkflowException>(() => forecaster.ObserveAsync(bad, Cancellation).AsTask())).Message, StringComparison.Ordinal);
        Assert.Contains("MaxActivities is 3", (await Assert.ThrowsAsync<WorkflowException>(() => forecaster.ObserveAsync(Work.Session(1, good, good, good, good), Cancellation).AsTask())).Message, StringComparison.Ordinal);

        Assert.Equal(0, forecaster.SessionCount);
        await Assert.ThrowsAsync<ArgumentNullException>(() => forecaster.ObserveAsync(null!, Cancellation).AsTask());
    }

    [Fact]
    public async Task ForecastAsync_BadWork_IsRefused()
    {
        using WorkflowForecaster forecaster = await LearntAsync(5, 8);

        WorkflowException late = await Assert.ThrowsAsync<WorkflowException>(() => forecaster.ForecastAsync(Work.Running(1, null, Work.Activity("later", 2)), Cancellation).AsTask());
        Assert.Contains("later", late.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WorkflowException>(() => forecaster.ForecastAsync(new RunningWorkflow { Activities = null! }, Cancellation).AsTask());
    }

    [Fact]
    public async Task ForecastAsync_OddNumbers_StayFinite()
    {
        using WorkflowForecaster forecaster = Work.Forecaster();
        double[] odd = [double.NaN, double.PositiveInfinity, double.MaxValue, -1e300, 0];
        for (int i = 0; i < 50; i++)
            await forecaster.ObserveAsync(Work.Session(i, Work.Activity("a", 0, Feature.Numeric("x", odd[i % 5])), Work.Activity("b", 1)), Cancellation);

        WorkflowForecast forecast = (await forecaster.ForecastAsync(Work.Running(0, 1, Work.Activity("a", 0, Feature.Numeric("x", double.NaN))), Cancellation))!;

        Assert.Equal(1, forecast.RemainingTime!.Median.TotalHours, 0.01);
        Assert.All(forecast.NextActivities, next => Assert.InRange(next.Probability, 0, 1));
    }

    [Fact]
    public async Task ObserveAsync_MoreMomentsThanTheLimit_KeepsTheNewest()
    {
        using WorkflowForecaster forecaster = Work.Forecaster(configure: options => (options.MaximumMoments, options.Trees) = (100, 4));
        for (int i = 0; i < 600; i++)
            await forecaster.ObserveAsync(Work.Session(i, Work.Activity("a", 0), Work.Activity("b", i < 300 ? 1 : 100)), Cancellation);

        Assert.Equal(100, (await forecaster.ForecastAsync(Work.Running(0, null, Work.Activity("a", 0)), Cancellation))!.RemainingTime!.UpperQuantile.TotalHours, 0.01);
        using var saved = new MemoryStream();
        await forecaster.SaveAsync(saved, Cancellation);
        Assert.InRange(saved.Length, 1, 100_000);
    }

    [Fact]
    public async Task ObserveAsync_WithForecastsBesides_LosesNothing()
    {
        using WorkflowForecaster forecaster = Work.Forecaster(configure: options => options.Trees = 4);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 30; i++)
            {
                await forecaster.ObserveAsync(Work.Phases(i, random), Cancellation);
                WorkflowForecast forecast = (await forecaster.ForecastAsync(Work.Running(0, 3, Work.Activity("prepare", 0)), Cancellation))!;
                Assert.InRange(forecast.DelayProbability ?? 0, 0, 1);
            }
        }, Cancellation)));

        Assert.Equal(180, forecaster.SessionCount);
    }

    [Fact]
    public async Task AddDefaults_Host_GetsAForecasterWithItsOptions()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ResearchAssistant:Forecasts:MaximumActivities"] = "2" }).Build();
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(configuration, rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
        var forecaster = services.GetRequiredService<IWorkflowForecaster>();
        await forecaster.ObserveAsync(Work.Session(0, Work.Activity("a", 0), Work.Activity("b", 2)), Cancellation);

        Assert.Equal("b", (await forecaster.ForecastAsync(Work.Running(1, null, Work.Activity("a", 0)), Cancellation))!.NextActivities.MaxBy(next => next.Name == "b")!.Name);
        await Assert.ThrowsAsync<WorkflowException>(() => forecaster.ObserveAsync(Work.Session(1, Work.Activity("a", 0), Work.Activity("b", 2), Work.Activity("c", 3)), Cancellation).AsTask());

        configuration["ResearchAssistant:Forecasts:Trees"] = "0";
        await using ServiceProvider wrong = new ServiceCollection().AddAdvancedRl(configuration, rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
        Assert.Contains("Trees", Assert.Throws<OptionsValidationException>(() => wrong.GetRequiredService<IWorkflowForecaster>()).Message, StringComparison.Ordinal);
    }

    private static async Task<WorkflowForecaster> LearntAsync(int sessions, int seed)
    {
        WorkflowForecaster forecaster = Work.Forecaster();
        var random = new Random(seed);
        for (int i = 0; i < sessions; i++)
            await forecaster.ObserveAsync(Work.Phases(i, random), Cancellation);
        return forecaster;
    }

    private static async Task<string> TellAsync(WorkflowForecaster forecaster)
    {
        var random = new Random(9);
        var told = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            WorkflowSession session = Work.Phases(i, random);
            WorkflowForecast forecast = (await forecaster.ForecastAsync(new RunningWorkflow { Activities = session.Activities.Take(1 + (i % 2)).ToList(), Now = session.Activities[i % 2].Start, Deadline = Work.Monday.AddHours(5) }, Cancellation))!;
            told.Add(AdvancedRlJson.Serialize(forecast));
        }

        return string.Join('\n', told);
    }
}
