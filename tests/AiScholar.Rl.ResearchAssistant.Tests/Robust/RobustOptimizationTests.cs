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

    [Fact]
    public async Task OptimizeWorkflowAsync_HighVariance_DispatchesWhereTheDeterministicOrderIsWorse()
    {
        // Two independent rows of tasks on two machines: in the order of the best deterministic schedule each task of one row waits for one of the other.
        WorkflowTask[] tasks = [.. Enumerable.Range(0, 16).Select(i => new WorkflowTask
        {
            Id = $"t{i}",
            Duration = TimeSpan.FromHours(2),
            DurationDistribution = DurationDistribution.Exponential(TimeSpan.FromHours(2)),
            Demands = [new ResourceDemand { ResourceId = i % 2 == 0 ? "a" : "b" }],
        })];
        var workflow = new ResearchWorkflow { Id = "w", TaskSequence = tasks, Resources = [new ResearchResource { Id = "a", Capacity = 1 }, new ResearchResource { Id = "b", Capacity = 1 }] };
        await using ServiceProvider services = ResearchHost.Create();

        RobustnessReport report = (await Assistant(services).OptimizeWorkflowAsync(workflow, Request)).Robustness!;

        SchedulingProblem problem = WorkflowCompiler.Compile(workflow, new WorkflowLimits()).Problem;
        var futures = new ScenarioSet(problem, tasks, 4000, 99);
        double inOrder = Mean(0), dispatched = Mean(DispatchRule.Unlimited);
        Assert.True(dispatched < 0.9 * inOrder);
        Assert.True(report.LookAhead is null or > 0);
        Assert.Equal(dispatched * problem.UnitTicks / TimeSpan.TicksPerHour, report.ExpectedMakespan.TotalHours, 0.6);

        double Mean(int lookAhead)
        {
            int[] order = [.. Enumerable.Range(0, 16)];
            return Enumerable.Range(0, 4000).Average(i =>
            {
                double[] durations = futures[i].ToArray();
                return NaiveDispatch.Run(problem, order, lookAhead, durations).Zip(durations, (start, duration) => start + duration).Max();
            });
        }
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_SharedFactor_WidensTheSumOfManyTasks()
    {
        await using ServiceProvider services = ResearchHost.Create();
        WorkflowTask[] alone = [.. Enumerable.Range(0, 30).Select(i => Uncertain($"t{i}", 1) with { DurationDistribution = DurationDistribution.LogNormal(TimeSpan.FromHours(1), 0.2) })];
        WorkflowTask[] together = [.. alone.Select(task => task with { SharedFactors = new SharedDurationFactors { ExecutionDeviation = 0.4 } })];

        double Spread(OptimizedWorkflow plan) => plan.Robustness!.Quantiles.Single(quantile => quantile.Probability == 0.9).Makespan / plan.Robustness.Quantiles.Single(quantile => quantile.Probability == 0.5).Makespan;

        Assert.InRange(Spread(await Assistant(services).OptimizeWorkflowAsync(Workflow(alone), Request)), 1.01, 1.1);
        // exp(1.2816 x 0.4) = 1.67, and the tasks' own spread beside it.
        Assert.InRange(Spread(await Assistant(services).OptimizeWorkflowAsync(Workflow(together), Request)), 1.6, 1.8);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_PeopleAndModes_ReportsTheFoundPlan()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = Workflow(Uncertain("a", 2), Uncertain("b", 2, "a")) with
        {
            People = [new ResearchPerson { Id = "ada", Skills = [new PersonSkill { Skill = "assay" }] }],
            Deadline = TimeSpan.FromHours(4),
        };
        workflow = workflow with { TaskSequence = [.. workflow.TaskSequence.Select(task => task with { Skills = [new SkillDemand { Skill = "assay", PersonIds = ["ada"] }] })] };

        OptimizedWorkflow plan = await Assistant(services).OptimizeWorkflowAsync(workflow, Request with { ScheduleBudget = 200, Robustness = new RobustnessRequest { Scenarios = 2000, KeepStartProbability = 0.9 } });

        // Starts are published: the second task starts at 2 hours or when the first ends, which takes 0 to 4 hours; it takes 0 to 4 hours too.
        RobustnessReport report = plan.Robustness!;
        Assert.Equal(4.5, report.ExpectedMakespan.TotalHours, 0.1);
        Assert.Equal(3.0 / 8, report.DeadlineProbability!.Value, 0.03);
        Assert.Equal(["a", "b"], report.ExecutionOrder);
        Assert.Contains(plan.Issues, issue => issue.Message.Contains(nameof(RobustnessRequest.KeepStartProbability), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_BadSharedFactors_AreNamed()
    {
        await using ServiceProvider services = ResearchHost.Create();
        WorkflowTask bad = Uncertain("odd", 1) with { SharedFactors = new SharedDurationFactors { ExecutionDeviation = -1 } };

        WorkflowException thrown = await Assert.ThrowsAsync<WorkflowException>(async () => await Assistant(services).OptimizeWorkflowAsync(Workflow(bad), Request));

        Assert.Contains("odd", thrown.Message, StringComparison.Ordinal);
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
