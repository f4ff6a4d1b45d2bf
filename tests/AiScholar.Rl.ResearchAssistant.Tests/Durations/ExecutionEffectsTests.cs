using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ExecutionEffectsTests
{
    private static readonly string[] Kinds = ["map", "sort", "align", "merge"];

    [Theory]
    [InlineData(0.6, 0.1, 0.15)]
    [InlineData(0.05, 0.5, 0.15)]
    [InlineData(0.0, 0.0, 0.5)]
    public void WithForecasts_PlantedSpreads_AreTakenApart(double execution, double kind, double own)
    {
        using var model = new TaskDurationModel();
        var random = new Random(4);
        for (int i = 0; i < 40; i++)
            model.Learn(Draw(random, execution, kind, own));

        WorkflowTask task = model.WithForecasts(Workflow(8)).TaskSequence[0];

        SharedDurationFactors shared = task.SharedFactors!;
        Assert.Equal(execution, shared.ExecutionDeviation, 0.17);
        Assert.Equal(kind, shared.TaskTypeDeviation, 0.17);
        double[] logs = [.. Enumerable.Range(1, 99).Select(percent => Math.Log(task.DurationDistribution!.Quantile(percent / 100.0).TotalSeconds))];
        Assert.Equal(own, (logs[89] - logs[9]) / 2.563, 0.1);
    }

    [Fact]
    public void WithForecasts_LevelGoesWithTheShape_FollowsExecutionsThatAreAlike()
    {
        using var model = new TaskDurationModel();
        var random = new Random(5);
        for (int i = 0; i < 10; i++)
        {
            bool isLarge = i % 2 == 0;
            model.Learn([.. Enumerable.Range(0, isLarge ? 30 : 10).Select(_ => new TaskObservation { TaskType = "search", Duration = TimeSpan.FromSeconds((isLarge ? 1500 : 10) * Math.Exp(0.05 * Gaussian(random))) })]);
        }

        Assert.InRange(Median(30), 1300, 1700);
        Assert.InRange(Median(10), 8.5, 11.5);

        double Median(int tasks) => model.WithForecasts(new ResearchWorkflow
        {
            Id = "w",
            TaskSequence = [.. Enumerable.Range(0, tasks).Select(i => new WorkflowTask { Id = $"{i}", TaskType = "search", Duration = TimeSpan.FromSeconds(1) })],
        }).TaskSequence[0].DurationDistribution!.Quantile(0.5).TotalSeconds;
    }

    [Fact]
    public void WithForecasts_Settings_ReplaceLengthsAndForecastUnseenKinds()
    {
        using var model = new TaskDurationModel();
        var random = new Random(6);
        for (int i = 0; i < 6; i++)
            model.Learn(Draw(random, 0.2, 0.2, 0.2));
        ResearchWorkflow workflow = Workflow(1) with { TaskSequence = [.. Workflow(1).TaskSequence, new WorkflowTask { Id = "new", TaskType = "never seen", Duration = TimeSpan.FromSeconds(1) }] };

        ResearchWorkflow plain = model.WithForecasts(workflow), full = model.WithForecasts(workflow, new DurationForecastSettings { ReplacesLengths = true, IncludesUnseenKinds = true });

        Assert.Null(plain.TaskSequence[^1].DurationDistribution);
        Assert.Equal(workflow.TaskSequence[0].Duration, plain.TaskSequence[0].Duration);
        WorkflowTask unseen = full.TaskSequence[^1];
        Assert.True(unseen.SharedFactors!.TaskTypeDeviation > full.TaskSequence[0].SharedFactors!.TaskTypeDeviation);
        Assert.All(full.TaskSequence, task => Assert.True(task.Duration > TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_LearntFromFewExecutions_KeepsItsPromises()
    {
        await using ServiceProvider services = ResearchHost.Create();
        var assistant = services.GetRequiredService<IResearchAssistant>();
        var random = new Random(7);
        double met = 0;
        const int Worlds = 40, Futures = 50;
        for (int world = 0; world < Worlds; world++)
        {
            using var model = new TaskDurationModel();
            for (int i = 0; i < 6; i++)
                model.Learn(Draw(random, 0.3, 0.2, 0.3));
            ResearchWorkflow workflow = model.WithForecasts(Workflow(4), new DurationForecastSettings { ReplacesLengths = true });

            OptimizedWorkflow plan = await assistant.OptimizeWorkflowAsync(workflow, new OptimizationRequest { ScheduleBudget = 200, Robustness = new RobustnessRequest { Quantile = 0.9, Scenarios = 400 } }, TestContext.Current.CancellationToken);

            TimeSpan promise = plan.Robustness!.Quantiles.Single(quantile => quantile.Probability == 0.9).Makespan;
            SchedulingProblem problem = WorkflowCompiler.Compile(workflow, new WorkflowLimits()).Problem;
            int[] list = [.. plan.Robustness.ExecutionOrder.Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];
            for (int future = 0; future < Futures; future++)
            {
                double[] durations = [.. Draw(random, 0.3, 0.2, 0.3, 4).Select(task => (double)task.Duration.Ticks / problem.UnitTicks)];
                double makespan = NaiveDispatch.Run(problem, list, plan.Robustness.LookAhead ?? int.MaxValue, durations).Zip(durations, (start, duration) => start + duration).Max();
                met += makespan * problem.UnitTicks <= promise.Ticks ? 1.0 / (Worlds * Futures) : 0;
            }
        }

        Assert.InRange(met, 0.84, 0.97);
    }

    [Fact]
    public void Read_FirstFormat_HasNoExecutionsAndForecastsTheSame()
    {
        var state = new DurationState();
        var random = new Random(8);
        for (int i = 0; i < 5; i++)
            TaskDurationModel.Learn(state, Draw(random, 0.2, 0.2, 0.2));
        using var stream = new MemoryStream();
        state.Write(new BinaryWriter(stream, Encoding.UTF8));
        byte[] first = stream.ToArray()[..^4];

        DurationState read = DurationState.Read(new BinaryReader(new MemoryStream(first), Encoding.UTF8));

        var query = new DurationQuery { TaskType = "map" };
        Assert.Equal(TaskDurationModel.Forecast(state, query), TaskDurationModel.Forecast(read, query));
        Assert.Null(read.Executions.EffectsOf(null));
    }

    [Fact]
    public async Task SaveAsync_LoadAsync_WorkflowForecastsAreTheSame()
    {
        using var model = new TaskDurationModel();
        using var copy = new TaskDurationModel();
        var random = new Random(9);
        for (int i = 0; i < 50; i++)
            model.Learn(Draw(random, 0.2, 0.2, 0.2));
        using var saved = new MemoryStream();
        await model.SaveAsync(saved, TestContext.Current.CancellationToken);
        saved.Position = 0;
        await copy.LoadAsync(saved, TestContext.Current.CancellationToken);

        ResearchWorkflow one = model.WithForecasts(Workflow(3)), other = copy.WithForecasts(Workflow(3));

        foreach ((WorkflowTask first, WorkflowTask second) in one.TaskSequence.Zip(other.TaskSequence))
        {
            Assert.Equal(first.SharedFactors, second.SharedFactors);
            Assert.Equal(first.DurationDistribution!.Samples, second.DurationDistribution!.Samples);
        }
    }

    private static TaskObservation[] Draw(Random random, double execution, double kind, double own, int tasks = 8)
    {
        double common = execution * Gaussian(random);
        return [.. Kinds.SelectMany((type, number) =>
        {
            double shared = common + (kind * Gaussian(random));
            return Enumerable.Range(0, tasks).Select(_ => new TaskObservation { TaskType = type, Duration = TimeSpan.FromSeconds(100 * (1 + number) * Math.Exp(shared + (own * Gaussian(random)))) });
        })];
    }

    private static ResearchWorkflow Workflow(int tasks) => new()
    {
        Id = "w",
        Resources = [new ResearchResource { Id = "slot", Capacity = 3 }],
        TaskSequence = [.. Kinds.SelectMany((type, number) => Enumerable.Range(0, tasks).Select(i => new WorkflowTask
        {
            Id = $"{(number * tasks) + i}",
            TaskType = type,
            Duration = TimeSpan.FromSeconds(1),
            Demands = [new ResourceDemand { ResourceId = "slot" }],
        }))],
    };

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
