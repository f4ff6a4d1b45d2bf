using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public class TaskDurationModelTests
{
    [Fact]
    public void Forecast_NothingLearnt_IsNull()
    {
        using var model = new TaskDurationModel();

        Assert.Null(model.Forecast(new DurationQuery { TaskType = "assay" }));
        Assert.Equal(0, model.ObservationCount);
    }

    [Fact]
    public void Forecast_LogNormalWork_HasItsMedianAndSpread()
    {
        using var model = new TaskDurationModel();
        var random = new Random(1);
        for (int session = 0; session < 300; session++)
            model.Learn([Observed("assay", 600 * Math.Exp(0.4 * Gaussian(random)))]);

        DurationForecast forecast = model.Forecast(new DurationQuery { TaskType = "assay" })!;

        Assert.InRange(forecast.Distribution.Median!.Value.TotalSeconds, 560, 640);
        Assert.InRange(forecast.Distribution.LogStandardDeviation!.Value, 0.35, 0.47);
        Assert.Equal(300, forecast.ObservationCount);
        Assert.Contains("assay", forecast.Basis, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void Forecast_DurationsHangOnTheAmount_AreFollowed(double power)
    {
        using var model = new TaskDurationModel();
        var random = new Random(2);
        for (int session = 0; session < 200; session++)
        {
            double amount = 100 + (10_000 * random.NextDouble());
            model.Learn([Observed("map", 3 * Math.Pow(amount, power) * Math.Exp(0.1 * Gaussian(random)), amount: amount)]);
        }

        foreach (double amount in (double[])[1000, 5000, 9000])
        {
            double median = model.Forecast(new DurationQuery { TaskType = "map", Amount = amount })!.Distribution.Median!.Value.TotalSeconds;
            Assert.InRange(median / (3 * Math.Pow(amount, power)), 0.88, 1.12);
        }
    }

    [Fact]
    public void Forecast_NewKind_LeansOnItsDomain()
    {
        using var model = new TaskDurationModel();
        for (int session = 0; session < 50; session++)
        {
            model.Learn([Observed("scan", 10, domain: "archive"), Observed("index", 12, domain: "archive")]);
            model.Learn([Observed("assay", 5000, domain: "biology"), Observed("culture", 6000, domain: "biology")]);
        }

        double archive = model.Forecast(new DurationQuery { TaskType = "bind", Domain = "archive" })!.Distribution.Median!.Value.TotalSeconds;
        double biology = model.Forecast(new DurationQuery { TaskType = "stain", Domain = "biology" })!.Distribution.Median!.Value.TotalSeconds;
        Assert.InRange(archive, 5, 40);
        Assert.InRange(biology, 2000, 7000);
        Assert.Equal(0, model.Forecast(new DurationQuery { TaskType = "bind" })!.ObservationCount);
    }

    [Fact]
    public void Forecast_PeopleDiffer_EachHasTheirFactor()
    {
        using var model = new TaskDurationModel();
        var random = new Random(3);
        for (int session = 0; session < 300; session++)
        {
            int person = random.Next(3);
            model.Learn([Observed("review", 100 * Math.Pow(2, person - 1) * Math.Exp(0.1 * Gaussian(random)), person: $"p{person}")]);
        }

        double slow = Median(model, "p2"), fast = Median(model, "p0");
        Assert.InRange(slow / fast, 3.2, 4.6);
        Assert.InRange(Median(model, "stranger"), 80, 125);

        static double Median(TaskDurationModel model, string person) =>
            model.Forecast(new DurationQuery { TaskType = "review", Person = person })!.Distribution.Median!.Value.TotalSeconds;
    }

    [Fact]
    public void Forecast_PeopleAreAlike_NamesDoNotMatter()
    {
        using var model = new TaskDurationModel();
        var random = new Random(4);
        for (int session = 0; session < 300; session++)
            model.Learn([Observed("review", 100 * Math.Exp(0.5 * Gaussian(random)), person: $"p{random.Next(20)}")]);

        double[] medians = [.. Enumerable.Range(0, 20).Select(person => model.Forecast(new DurationQuery { TaskType = "review", Person = $"p{person}" })!.Distribution.Median!.Value.TotalSeconds)];
        Assert.InRange(medians.Max() / medians.Min(), 1, 1.15);
    }

    [Fact]
    public async Task SaveAsync_LoadAsync_ForecastsAreTheSameAndLearningGoesOnAlike()
    {
        using var model = new TaskDurationModel();
        using var copy = new TaskDurationModel();
        var random = new Random(5);
        for (int session = 0; session < 60; session++)
            model.Learn([.. Enumerable.Range(0, 5).Select(_ => Random(random))]);
        using var saved = new MemoryStream();
        await model.SaveAsync(saved, TestContext.Current.CancellationToken);
        saved.Position = 0;
        await copy.LoadAsync(saved, TestContext.Current.CancellationToken);
        TaskObservation next = Random(random);
        model.Learn([next]);
        copy.Learn([next]);

        Assert.Equal(model.ObservationCount, copy.ObservationCount);
        foreach (string type in (string[])["t0", "t1", "t2", "new"])
        {
            var query = new DurationQuery { TaskType = type, Domain = "d1", Person = "p1", Instrument = "i2", Amount = 70 };
            Assert.Equal(model.Forecast(query)!.Distribution, copy.Forecast(query)!.Distribution);
        }

        byte[] damaged = saved.ToArray();
        damaged[^50] ^= 1;
        await Assert.ThrowsAsync<StateException>(() => copy.LoadAsync(new MemoryStream(damaged), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(model.ObservationCount, copy.ObservationCount);
    }

    [Fact]
    public void Learn_BadObservations_AreNamedAndNothingIsLearnt()
    {
        using var model = new TaskDurationModel();
        foreach (TaskObservation bad in new[] { Observed("x", -1), Observed(" ", 1), Observed("x", 1, amount: double.NaN), Observed("x", 1, amount: -1) })
            Assert.Throws<WorkflowException>(() => model.Learn([Observed("x", 1), bad]));
        Assert.Equal(0, model.ObservationCount);
        Assert.Throws<ArgumentException>(() => model.Forecast(new DurationQuery { TaskType = "x", Amount = double.PositiveInfinity }));
        Assert.Throws<ArgumentException>(() => model.Forecast(new DurationQuery { TaskType = "" }));
    }

    [Fact]
    public async Task Learn_ManyThreads_LosesNothing()
    {
        using var model = new TaskDurationModel();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                model.Learn([Observed("t", 1 + i, person: $"p{thread}")]);
                Assert.True(model.Forecast(new DurationQuery { TaskType = "t" })!.Distribution.Median > TimeSpan.Zero);
            }
        })));
        Assert.Equal(1600, model.ObservationCount);
    }

    [Fact]
    public void WithForecasts_Workflow_GetsDistributionsForWhatWasSeen()
    {
        using ServiceProvider services = ResearchHost.Create();
        var model = services.GetRequiredService<ITaskDurationModel>();
        DateTimeOffset start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 20; i++)
        {
            model.Learn(new WorkflowSession
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                Activities = [new WorkflowActivity { Name = "assay", Start = start, End = start.AddMinutes(30) }, new WorkflowActivity { Name = "note" }],
            });
        }

        ResearchWorkflow forecast = model.WithForecasts(new ResearchWorkflow
        {
            Id = "w",
            TaskSequence =
            [
                new WorkflowTask { Id = "1", TaskType = "assay", Duration = TimeSpan.FromMinutes(10) }, new WorkflowTask { Id = "2", TaskType = "note", Duration = TimeSpan.FromMinutes(10) },
                new WorkflowTask { Id = "3", TaskType = "assay", Duration = TimeSpan.FromMinutes(10), DurationDistribution = DurationDistribution.Exponential(TimeSpan.FromHours(1)) },
            ],
        });

        Assert.Equal(30, forecast.TaskSequence[0].DurationDistribution!.Median!.Value.TotalMinutes, 1e-6);
        Assert.Equal(TimeSpan.FromMinutes(10), forecast.TaskSequence[0].Duration);
        Assert.Null(forecast.TaskSequence[1].DurationDistribution);
        Assert.Equal(DurationDistributionKind.Exponential, forecast.TaskSequence[2].DurationDistribution!.Kind);
    }

    private static TaskObservation Observed(string type, double seconds, string? domain = null, string? person = null, double? amount = null) =>
        new() { TaskType = type, Duration = TimeSpan.FromSeconds(seconds), Domain = domain, Person = person, Amount = amount };

    private static TaskObservation Random(Random random) => new()
    {
        TaskType = $"t{random.Next(3)}",
        Duration = TimeSpan.FromSeconds(1 + (100 * random.NextDouble())),
        Domain = $"d{random.Next(2)}",
        Person = $"p{random.Next(4)}",
        Instrument = $"i{random.Next(3)}",
        Amount = random.Next(3) == 0 ? null : random.Next(100),
    };

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
