using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class RobustOptimizationTests
{
    private static readonly OptimizationRequest Request = new() { ScheduleBudget = 4000, Seed = 7, Robustness = new RobustnessRequest { Scenarios = 4000 } };

    [Fact]
    public async Task OptimizeWorkflowAsync_TwoUniformTasksInARow_ReportsTheirSum()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = Workflow(Uncertain("a", 2), Uncertain("b", 2, "a")) with { Deadline = TimeSpan.FromHours(4) };

        RobustnessReport report = (await Assistant(services).OptimizeWorkflowAsync(workflow, Request)).Robustness!;

        // The sum of two uniform lengths of 0 to 4 hours: mean 4, and 8 - sqrt(3.2) not exceeded with probability .9.
        Assert.Equal(4, report.ExpectedMakespan.TotalHours, 0.1);
        Assert.Equal(0.5, report.DeadlineProbability!.Value, 0.05);
        Assert.Equal(8 - Math.Sqrt(3.2), report.Quantiles.Single(quantile => quantile.Probability == 0.9).Makespan.TotalHours, 0.15);
        Assert.Equal(4 - Math.Sqrt(3.2), report.ProjectBuffer.TotalHours, 0.15);
        Assert.All(report.Criticality, task => Assert.Equal(1, task.Index));
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_ShortTaskBesideALongOne_IsSeldomCritical()
    {
        await using ServiceProvider services = ResearchHost.Create();

        OptimizedWorkflow plan = await Assistant(services).OptimizeWorkflowAsync(Workflow(Uncertain("short", 1), Uncertain("long", 6)), Request);

        Dictionary<string, double> index = plan.Robustness!.Criticality.ToDictionary(task => task.TaskId, task => task.Index);
        // P(U(0,2) > U(0,12)) = 1/12.
        Assert.Equal(1.0 / 12, index["short"], 0.03);
        Assert.Equal(11.0 / 12, index["long"], 0.03);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_SameSeed_GivesTheSamePlan()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = Workflow([.. Enumerable.Range(0, 12).Select(i => Uncertain($"t{i}", 1 + (i % 4)))]);

        OptimizedWorkflow first = await Assistant(services).OptimizeWorkflowAsync(workflow, Request);
        OptimizedWorkflow second = await Assistant(services).OptimizeWorkflowAsync(workflow, Request);

        Assert.Equal(first.Robustness!.ExecutionOrder, second.Robustness!.ExecutionOrder);
        Assert.Equal(first.Robustness.ExpectedMakespan, second.Robustness.ExpectedMakespan);
        Assert.Equal(first.SchedulesGenerated, second.SchedulesGenerated);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_QuantileObjective_AlsoPlansForVaryingDurations()
    {
        await using ServiceProvider services = ResearchHost.Create();
        OptimizationRequest request = new() { ScheduleBudget = 2000, Objectives = [new OptimizationObjective { Kind = ObjectiveKind.MakespanQuantile, Quantile = 0.8 }] };

        Assert.NotNull((await Assistant(services).OptimizeWorkflowAsync(Workflow(Uncertain("a", 1), Uncertain("b", 2)), request)).Robustness);
    }

    [Theory]
    [InlineData(0.0, 1000)]
    [InlineData(1.0, 1000)]
    [InlineData(double.NaN, 1000)]
    [InlineData(0.5, 9)]
    [InlineData(0.5, 100_001)]
    public async Task OptimizeWorkflowAsync_BadRobustness_IsRejected(double quantile, int scenarios)
    {
        await using ServiceProvider services = ResearchHost.Create();
        var request = new OptimizationRequest { Robustness = new RobustnessRequest { Quantile = quantile, Scenarios = scenarios } };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Assistant(services).OptimizeWorkflowAsync(Workflow(Uncertain("a", 1)), request));
    }

    [Fact]
    public void ScenarioSet_UniformLaw_FallsOnceIntoEachStratum()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([10, 4], [], [], []);
        var set = new ScenarioSet(problem, [DurationDistribution.Uniform(TimeSpan.Zero, TimeSpan.FromTicks(1_000_000)), null], 100, 1);

        double[] lengths = [.. Enumerable.Range(0, 100).Select(i => set[i][0]).Order()];

        Assert.All(lengths.Index(), pair => Assert.InRange(pair.Item, pair.Index * 10_000.0 - 1, (pair.Index + 1) * 10_000.0 + 1));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(4, set[i][1]));
    }

    private static IResearchAssistant Assistant(ServiceProvider services) => services.GetRequiredService<IResearchAssistant>();

    private static ResearchWorkflow Workflow(params WorkflowTask[] tasks) => new()
    {
        Id = "w",
        TaskSequence = tasks,
        Resources = [new ResearchResource { Id = "m", Capacity = 2 }],
    };

    /// <summary>A task that takes from nothing to twice its planned hours.</summary>
    private static WorkflowTask Uncertain(string id, int hours, params string[] after) => new()
    {
        Id = id,
        Duration = TimeSpan.FromHours(hours),
        DurationDistribution = DurationDistribution.Uniform(TimeSpan.Zero, TimeSpan.FromHours(2 * hours)),
        Demands = [new ResourceDemand { ResourceId = "m" }],
        Dependencies = [.. after.Select(before => new TaskDependency { TaskId = before })],
    };
}
