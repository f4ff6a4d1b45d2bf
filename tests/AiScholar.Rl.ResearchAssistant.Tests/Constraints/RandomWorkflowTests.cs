using AiScholar.Rl.Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Random workflows with every kind of constraint.</summary>
[Trait("Category", "Unit")]
public sealed class RandomWorkflowTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Optimize_AllKindsOfConstraints_EverySchedulePassesTheChecker(int part)
    {
        await using ServiceProvider services = ResearchHost.Create();
        IWorkflowOptimizer managed = services.Managed();
        int solved = 0;
        for (int seed = part * 60; seed < part * 60 + 60; seed++)
        {
            var random = new RandomWorkflows(seed);
            ResearchWorkflow workflow = random.Free();
            OptimizedWorkflow first = await managed.OptimizeAsync(workflow, new OptimizationRequest { ScheduleBudget = 10, Seed = seed });
            Assert.Empty(WorkflowChecker.Check(workflow, first));
            ResearchWorkflow tight = random.Tighten(workflow, first);
            try
            {
                OptimizedWorkflow second = await managed.OptimizeAsync(tight, new OptimizationRequest { ScheduleBudget = 150, Seed = seed, Objectives = random.Objectives() });
                Assert.Empty(WorkflowChecker.Check(tight, second));
                solved++;
            }
            catch (WorkflowException exception)
            {
                // A schedule exists, so a proof of the contrary would be wrong.
                Assert.Empty(exception.ConflictingConstraints);
            }
        }

        Assert.True(solved >= 57, $"{solved} of 60 were solved.");
    }

    [Fact]
    public async Task Optimize_SameSeedAndBudget_SameSchedule()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = new RandomWorkflows(5).Free();
        var request = new OptimizationRequest { ScheduleBudget = 300, Seed = 3, Objectives = SmallWorkflows.Objectives(ObjectiveKind.Makespan, ObjectiveKind.Cost) };

        OptimizedWorkflow[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => services.Managed().OptimizeAsync(workflow, request).AsTask()));

        Assert.Equal(
            both[0].OptimizedTasks.Select(task => (task.TaskId, task.Start, task.ModeId, string.Join(',', task.PersonIds))),
            both[1].OptimizedTasks.Select(task => (task.TaskId, task.Start, task.ModeId, string.Join(',', task.PersonIds))));
    }

    [Fact]
    public async Task Optimize_CancelledWhileSearching_ReturnsTheBest()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = new RandomWorkflows(4).Free();
        using var stop = new CancellationTokenSource();
        var request = new OptimizationRequest { ScheduleBudget = int.MaxValue, Objectives = SmallWorkflows.Objectives(ObjectiveKind.ResourceLeveling), Progress = new CancelAtOnce(stop) };

        OptimizedWorkflow optimized = await services.Managed().OptimizeAsync(workflow, request, stop.Token);

        Assert.Empty(WorkflowChecker.Check(workflow, optimized));
        Assert.Contains(optimized.Issues, issue => issue.Message.Contains("cancelled", StringComparison.Ordinal));
    }

    private sealed class CancelAtOnce(CancellationTokenSource stop) : IProgress<OptimizationProgress>
    {
        public void Report(OptimizationProgress value) => stop.Cancel();
    }
}
