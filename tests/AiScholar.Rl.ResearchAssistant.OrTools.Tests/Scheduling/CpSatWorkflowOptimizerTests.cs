using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.OrTools.Tests;

[Trait("Category", "Integration")]
public sealed class CpSatWorkflowOptimizerTests
{
    private static readonly OptimizationRequest FiveSeconds = new() { TimeBudget = TimeSpan.FromSeconds(5), Seed = 1 };

    [Fact]
    public async Task OptimizeWorkflowAsync_KnownOptimum_IsReachedAndProven()
    {
        await using ServiceProvider services = Host();

        // Two machines, jobs of 5, 4, 3, 3, 3 hours: 9 hours is the best split of 18.
        ResearchWorkflow workflow = Parallel(2, 5, 4, 3, 3, 3);
        OptimizedWorkflow optimized = await Assistant(services).OptimizeWorkflowAsync(workflow, FiveSeconds);

        Assert.Equal(TimeSpan.FromHours(9), optimized.Makespan);
        Assert.True(optimized.IsProvenOptimal);
        Assert.Equal(TimeSpan.FromHours(9), optimized.LowerBound);
        Assert.Equal(0, optimized.Gap);
        Assert.Equal("cp-sat", optimized.OptimizerName);
        AssertFeasible(workflow, optimized);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_RandomSmallWorkflows_EqualBruteForce()
    {
        await using ServiceProvider services = Host();
        var random = new Random(17);
        for (int i = 0; i < 12; i++)
        {
            ResearchWorkflow workflow = RandomWorkflow(random, tasks: 6);
            OptimizedWorkflow optimized = await Assistant(services).OptimizeWorkflowAsync(workflow, FiveSeconds);

            AssertFeasible(workflow, optimized);
            Assert.True(optimized.IsProvenOptimal);
            Assert.Equal(BruteForce(workflow), optimized.Makespan);
        }
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_LongHorizonInOddUnits_KeepsDurationsExact()
    {
        await using ServiceProvider services = Host();
        ResearchWorkflow workflow = Parallel(1, 1000, 2000) with { };
        workflow = workflow with { TaskSequence = [.. workflow.TaskSequence.Select(task => task with { Duration = task.Duration + TimeSpan.FromSeconds(7) })] };

        OptimizedWorkflow optimized = await Assistant(services).OptimizeWorkflowAsync(workflow, FiveSeconds);

        Assert.Equal(TimeSpan.FromHours(3000) + TimeSpan.FromSeconds(14), optimized.Makespan);
        AssertFeasible(workflow, optimized);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_CancelledWhileItSearches_KeepsTheBest()
    {
        await using ServiceProvider services = Host();
        ResearchWorkflow workflow = RandomWorkflow(new Random(3), tasks: 60);
        using var cancellation = new CancellationTokenSource();
        var request = new OptimizationRequest { TimeBudget = TimeSpan.FromMinutes(2), Progress = new CancelOnReport(cancellation) };

        OptimizedWorkflow optimized = await Assistant(services).OptimizeWorkflowAsync(workflow, request, cancellation.Token);

        AssertFeasible(workflow, optimized);
        Assert.True(optimized.IsProvenOptimal || optimized.Issues.Any(issue => issue.Message.Contains("cancelled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_RobustnessAsked_IsAnsweredBySimulation()
    {
        await using ServiceProvider services = Host();
        var request = new OptimizationRequest { ScheduleBudget = 1000, Robustness = new RobustnessRequest { Scenarios = 100 } };

        OptimizedWorkflow optimized = await Assistant(services).OptimizeWorkflowAsync(Parallel(2, 5, 4, 3), request);

        Assert.Equal(100, optimized.Robustness!.Scenarios);
        Assert.Equal(TimeSpan.FromHours(7), optimized.Robustness.ExpectedMakespan);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_CycleOfTasks_NamesThem()
    {
        await using ServiceProvider services = Host();
        var workflow = new ResearchWorkflow
        {
            Id = "cycle",
            TaskSequence =
            [
                new WorkflowTask { Id = "one", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "two" }] },
                new WorkflowTask { Id = "two", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "one" }] },
            ],
        };

        WorkflowException exception = await Assert.ThrowsAsync<WorkflowException>(async () => await Assistant(services).OptimizeWorkflowAsync(workflow, FiveSeconds));

        Assert.Equal(AdvancedRlErrorCode.WorkflowInvalid, exception.ErrorCode);
        Assert.Contains("one", exception.Message, StringComparison.Ordinal);
        Assert.Contains("two", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseOrTools_HostsOwnOptimizer_IsAskedFirst()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddResearchAssistant(r => r.UseOrTools().UseOrTools().AddOptimizer<EchoOptimizer>("echo")))
            .BuildServiceProvider();

        Assert.Equal("echo", (await Assistant(services).OptimizeWorkflowAsync(Parallel(1, 1))).OptimizerName);
    }

    private static ServiceProvider Host() =>
        new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(r => r.UseOrTools())).BuildServiceProvider();

    private static IResearchAssistant Assistant(ServiceProvider services) => services.GetRequiredService<IResearchAssistant>();

    private static ResearchWorkflow Parallel(int machines, params int[] hours) => new()
    {
        Id = "parallel",
        TaskSequence = [.. hours.Select((length, i) => new WorkflowTask { Id = $"t{i}", Duration = TimeSpan.FromHours(length), Demands = [new ResourceDemand { ResourceId = "m" }] })],
        Resources = [new ResearchResource { Id = "m", Capacity = machines }],
    };

    private static ResearchWorkflow RandomWorkflow(Random random, int tasks) => new()
    {
        Id = "random",
        TaskSequence = [.. Enumerable.Range(0, tasks).Select(i => new WorkflowTask
        {
            Id = $"t{i}",
            Duration = TimeSpan.FromHours(random.Next(1, 6)),
            Dependencies = [.. Enumerable.Range(0, i).Where(_ => random.NextDouble() < 0.25).Select(before => new TaskDependency { TaskId = $"t{before}" })],
            Demands = [new ResourceDemand { ResourceId = "r", Amount = random.Next(0, 3) }],
        })],
        Resources = [new ResearchResource { Id = "r", Capacity = 2 }],
    };

    /// <summary>The best schedule over all orders of the tasks, each started as early as it can hour by hour: some order gives an optimum.</summary>
    private static TimeSpan BruteForce(ResearchWorkflow workflow)
    {
        int best = int.MaxValue;
        void Extend(List<(WorkflowTask Task, int Start)> placed)
        {
            if (placed.Count == workflow.TaskSequence.Count)
            {
                best = Math.Min(best, placed.Max(item => item.Start + Hours(item.Task)));
                return;
            }

            foreach (WorkflowTask task in workflow.TaskSequence)
            {
                bool ready = !placed.Exists(item => item.Task == task) && task.Dependencies.All(before => placed.Exists(item => item.Task.Id == before.TaskId));
                if (!ready)
                    continue;
                int start = task.Dependencies.Select(before => placed.Find(item => item.Task.Id == before.TaskId)).Select(item => item.Start + Hours(item.Task)).DefaultIfEmpty(0).Max();
                while (Enumerable.Range(start, Hours(task)).Any(hour => Load(placed, hour) + task.Demands[0].Amount > workflow.Resources[0].Capacity))
                    start++;
                Extend([.. placed, (task, start)]);
            }
        }

        Extend([]);
        return TimeSpan.FromHours(best);
    }

    private static int Load(List<(WorkflowTask Task, int Start)> placed, int hour) =>
        placed.Where(item => item.Start <= hour && hour < item.Start + Hours(item.Task)).Sum(item => item.Task.Demands[0].Amount);

    private static int Hours(WorkflowTask task) => (int)task.Duration.TotalHours;

    private static void AssertFeasible(ResearchWorkflow workflow, OptimizedWorkflow optimized)
    {
        Dictionary<string, ScheduledTask> placed = optimized.OptimizedTasks.ToDictionary(task => task.TaskId);
        foreach (WorkflowTask task in workflow.TaskSequence)
        {
            Assert.Equal(task.Duration, placed[task.Id].End - placed[task.Id].Start);
            Assert.All(task.Dependencies, before => Assert.True(placed[before.TaskId].End + before.Lag <= placed[task.Id].Start));
            foreach (ResourceDemand demand in task.Demands)
            {
                int load = workflow.TaskSequence
                    .Where(other => placed[other.Id].Start <= placed[task.Id].Start && placed[task.Id].Start < placed[other.Id].End)
                    .Sum(other => other.Demands.Where(d => d.ResourceId == demand.ResourceId).Sum(d => d.Amount));
                Assert.True(load <= workflow.Resources.Single(resource => resource.Id == demand.ResourceId).Capacity || demand.Amount == 0);
            }
        }
    }

    private sealed class CancelOnReport(CancellationTokenSource cancellation) : IProgress<OptimizationProgress>
    {
        public void Report(OptimizationProgress value) => cancellation.Cancel();
    }

    private sealed class EchoOptimizer : IWorkflowOptimizer
    {
        public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new OptimizedWorkflow
            {
                OriginalWorkflow = workflow,
                OptimizedTasks = [],
                Makespan = TimeSpan.Zero,
                EfficiencyImprovement = 0,
                OptimizationRationale = [],
                OptimizerName = "echo",
            });
    }
}
