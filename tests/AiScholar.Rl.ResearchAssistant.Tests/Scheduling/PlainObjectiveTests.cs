using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>What a plain workflow's result says of its objectives.</summary>
[Trait("Category", "Unit")]
public sealed class PlainObjectiveTests
{
    [Theory]
    [InlineData("managed")]
    [InlineData("instant")]
    public async Task OptimizeAsync_NothingDue_GivesTheMakespanInHours(string optimizer)
    {
        OptimizedWorkflow optimized = await RunAsync(optimizer, deadline: null);

        ObjectiveValue makespan = Assert.Single(optimized.ObjectiveValues);
        Assert.Equal(ObjectiveKind.Makespan, makespan.Kind);
        Assert.Equal(optimized.Makespan.TotalHours, makespan.Value);
        Assert.Equal(optimized.OriginalMakespan.TotalHours, makespan.Original);
        Assert.Equal(optimized.LowerBound.TotalHours, makespan.LowerBound);
        Assert.Equal(0, optimized.TotalCost);
    }

    [Fact]
    public async Task OptimizeAsync_DeadlineOfATask_GivesLatenessFirst()
    {
        // One instrument, tasks of 3 and 1.5 hours, the second due after 1: it is late by half an hour at the least.
        OptimizedWorkflow optimized = await RunAsync("managed", TimeSpan.FromHours(1));

        Assert.Equal([ObjectiveKind.Lateness, ObjectiveKind.Makespan], optimized.ObjectiveValues.Select(value => value.Kind));
        Assert.Equal([0.5, 4.5], optimized.ObjectiveValues.Select(value => value.Value));
        Assert.Equal([3.5, 4.5], optimized.ObjectiveValues.Select(value => value.Original!.Value));
    }

    private static async Task<OptimizedWorkflow> RunAsync(string optimizer, TimeSpan? deadline)
    {
        await using ServiceProvider services = ResearchHost.Create();
        var workflow = new ResearchWorkflow
        {
            Id = "w",
            TaskSequence =
            [
                new WorkflowTask { Id = "a", Duration = TimeSpan.FromHours(3), Demands = [new ResourceDemand { ResourceId = "m" }] },
                new WorkflowTask { Id = "b", Duration = TimeSpan.FromHours(1.5), Deadline = deadline, Demands = [new ResourceDemand { ResourceId = "m" }] },
            ],
            Resources = [new ResearchResource { Id = "m", Capacity = 1 }],
        };
        return await services.GetRequiredKeyedService<IWorkflowOptimizer>(optimizer).OptimizeAsync(workflow, new OptimizationRequest { ScheduleBudget = 200 });
    }
}
