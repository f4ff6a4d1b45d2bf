using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class InstantWorkflowOptimizerTests
{
    [Fact]
    public async Task OptimizeAsync_TwoMachines_IsNoWorseThanTheGivenOrderAndTheSameEachTime()
    {
        await using ServiceProvider services = ResearchHost.Create();
        IWorkflowOptimizer instant = services.GetRequiredKeyedService<IWorkflowOptimizer>("instant");

        OptimizedWorkflow first = await instant.OptimizeAsync(Workflow());
        OptimizedWorkflow second = await instant.OptimizeAsync(Workflow(), new OptimizationRequest { Seed = 99 });

        Assert.Equal("instant", first.OptimizerName);
        Assert.Equal(TimeSpan.FromHours(9), first.Makespan);
        Assert.True(first.OriginalMakespan > first.Makespan);
        Assert.Equal(first.OptimizedTasks.Select(task => (task.TaskId, task.Start)), second.OptimizedTasks.Select(task => (task.TaskId, task.Start)));
        Assert.InRange(first.SchedulesGenerated, 1, 30);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_NoNameGiven_IsAnsweredByTheManagedOptimizer()
    {
        await using ServiceProvider services = ResearchHost.Create();

        Assert.Equal("managed", (await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(Workflow())).OptimizerName);
    }

    /// <summary>Two machines; the long chain is named last, so the given order starts it too late.</summary>
    private static ResearchWorkflow Workflow() => new()
    {
        Id = "w",
        TaskSequence =
        [
            Task("a", 3), Task("b", 3), Task("c", 3),
            Task("d", 4), Task("e", 5, "d"),
        ],
        Resources = [new ResearchResource { Id = "m", Capacity = 2 }],
    };

    private static WorkflowTask Task(string id, int hours, params string[] after) => new()
    {
        Id = id,
        Duration = TimeSpan.FromHours(hours),
        Demands = [new ResourceDemand { ResourceId = "m" }],
        Dependencies = [.. after.Select(before => new TaskDependency { TaskId = before })],
    };
}
