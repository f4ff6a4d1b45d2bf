using Microsoft.Extensions.DependencyInjection;
using static AiScholar.Rl.ResearchAssistant.Tests.SmallWorkflows;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Each objective on an instance whose optimum is worked out by hand.</summary>
[Trait("Category", "Unit")]
public sealed class ObjectiveTests
{
    [Fact]
    public async Task WeightedTardiness_OneMachine_HeavyTaskFirst()
    {
        // Due at once: the weighted sum of ends, least by falling weight / length: c (3/1), a (2/2), b (1/3): 3 * 1 + 2 * 3 + 1 * 6 = 15.
        WorkflowTask Due(string id, double hours, double weight) => Task(id, hours).Needs("m") with { DueTime = TimeSpan.Zero, Priority = weight };

        OptimizedWorkflow optimized = await Of(Due("a", 2, 2), Due("b", 3, 1), Due("c", 1, 3)).With("m", 1).SolveAsync(ObjectiveKind.WeightedTardiness);

        Assert.Equal(["c", "a", "b"], optimized.OptimizedTasks.Select(task => task.TaskId));
        Assert.Equal(15, optimized.ObjectiveValues.Single().Value, 9);
    }

    [Theory]
    [InlineData(ObjectiveKind.Cost, ObjectiveKind.Makespan, "cheap", 4, 10)]
    [InlineData(ObjectiveKind.Makespan, ObjectiveKind.Cost, "fast", 1, 30)]
    public async Task Lexicographic_FirstObjective_DecidesTheMode(ObjectiveKind first, ObjectiveKind second, string mode, double makespan, double cost)
    {
        OptimizedWorkflow optimized = await Of(Task("a", 1) with { Modes = [Mode("fast", 1, 30), Mode("middle", 2, 20), Mode("cheap", 4, 10)] }).SolveAsync(first, second);

        Assert.Equal(mode, optimized.Place("a").ModeId);
        Assert.Equal(makespan, optimized.Hours());
        Assert.Equal(cost, optimized.TotalCost);
    }

    [Fact]
    public async Task Cost_PeopleAndResources_AreCounted()
    {
        ResearchWorkflow workflow = Of(Task("a", 2).Skilled("x").Needs("reader").Needs("reagent", 3) with { Cost = 1 }) with
        {
            People = [Person("dear", "x") with { CostPerHour = 50 }, Person("fair", "x") with { CostPerHour = 20 }],
            Resources = [new ResearchResource { Id = "reader", Capacity = 1, CostPerHour = 5 }, new ResearchResource { Id = "reagent", Kind = ResourceKind.Consumable, Capacity = 3, CostPerUnit = 2 }],
        };

        OptimizedWorkflow optimized = await workflow.SolveAsync(ObjectiveKind.Cost);

        Assert.Equal(1 + 2 * 20 + 2 * 5 + 3 * 2, optimized.TotalCost);
        Assert.Equal(["fair"], optimized.Place("a").PersonIds);
    }

    [Fact]
    public async Task ResourceLeveling_AfterMakespan_SpreadsTheWork()
    {
        // b and c one after the other use half of the bench for 4 hours: 4 * 1/4; together all of it for 2: 2.
        OptimizedWorkflow optimized = await Of(Task("a", 4), Task("b", 2).Needs("bench"), Task("c", 2).Needs("bench")).With("bench", 2)
            .SolveAsync(ObjectiveKind.Makespan, ObjectiveKind.ResourceLeveling);

        Assert.Equal(4, optimized.Hours());
        Assert.Equal(1, optimized.ObjectiveValues[1].Value, 9);
    }

    [Fact]
    public async Task Disruption_RoomForAChange_MovesTheOneThatMust()
    {
        ResearchWorkflow workflow = Of(
            Task("a", 2).Needs("bench") with { PlannedStart = TimeSpan.Zero, ReleaseTime = TimeSpan.FromHours(1) },
            Task("b", 2).Needs("bench") with { PlannedStart = TimeSpan.FromHours(5) }).With("bench", 1);

        OptimizedWorkflow optimized = await workflow.SolveAsync(ObjectiveKind.Disruption, ObjectiveKind.Makespan);

        Assert.Equal(1, optimized.ObjectiveValues[0].Value, 9);
        Assert.Equal(TimeSpan.FromHours(5), optimized.Place("b").Start);
    }

    [Fact]
    public async Task MakespanQuantile_RiskyModeOfShorterMean_IsAvoided()
    {
        TaskMode risky = Mode("risky", 4) with { DurationDistribution = DurationDistribution.Uniform(TimeSpan.FromHours(0), TimeSpan.FromHours(10)) };
        ResearchWorkflow workflow = Of(Task("a", 4) with { Modes = [risky, Mode("safe", 5)] });

        Assert.Equal("safe", (await workflow.SolveAsync(ObjectiveKind.MakespanQuantile)).Place("a").ModeId);
        Assert.Equal("risky", (await workflow.SolveAsync(ObjectiveKind.Makespan)).Place("a").ModeId);
    }

    [Fact]
    public async Task Objectives_GivenTwiceOrOutOfRange_AreRefused()
    {
        await using ServiceProvider services = ResearchHost.Create();
        OptimizationRequest twice = new() { Objectives = Objectives(ObjectiveKind.Cost, ObjectiveKind.Cost) };
        OptimizationRequest sure = new() { Objectives = [new OptimizationObjective { Kind = ObjectiveKind.MakespanQuantile, Quantile = 1 }] };

        await Assert.ThrowsAsync<ArgumentException>(async () => await services.Managed().OptimizeAsync(Of(Task("a", 1)), twice));
        await Assert.ThrowsAsync<ArgumentException>(async () => await services.Managed().OptimizeAsync(Of(Task("a", 1)), sure));
    }
}
