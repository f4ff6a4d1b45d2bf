using AiScholar.Rl.Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.OrTools.Tests;

/// <summary>CP-SAT on workflows with all kinds of constraints.</summary>
[Trait("Category", "Unit")]
public sealed class RichCpSatTests
{
    [Fact]
    public async Task Optimize_ModesPeopleAndConsumables_ProvesTheOptimum()
    {
        // Two people, each once in the fast mode, which needs the one unit of reagent there is: a fast 2, b slow 4, c slow 4 by whoever is free: 6.
        TaskMode[] modes =
        [
            new TaskMode { Id = "slow", Duration = TimeSpan.FromHours(4), Skills = [new SkillDemand { Skill = "x" }] },
            new TaskMode { Id = "fast", Duration = TimeSpan.FromHours(2), Skills = [new SkillDemand { Skill = "x" }], Demands = [new ResourceDemand { ResourceId = "reagent" }] },
        ];
        var workflow = new ResearchWorkflow
        {
            Id = "w",
            TaskSequence = [.. "abc".Select(id => new WorkflowTask { Id = id.ToString(), Duration = TimeSpan.Zero, Modes = modes })],
            People = [.. "pq".Select(id => new ResearchPerson { Id = id.ToString(), Skills = [new PersonSkill { Skill = "x" }] })],
            Resources = [new ResearchResource { Id = "reagent", Kind = ResourceKind.Consumable, Capacity = 1 }],
        };

        OptimizedWorkflow optimized = await SolveAsync(workflow, ObjectiveKind.Makespan);

        Assert.Equal(TimeSpan.FromHours(6), optimized.Makespan);
        Assert.True(optimized.IsProvenOptimal);
        Assert.Equal(TimeSpan.FromHours(6), optimized.LowerBound);
    }

    [Fact]
    public async Task Optimize_TwoObjectives_ProvesThemInTheirOrder()
    {
        WorkflowTask One(string id, int due) => new()
        {
            Id = id,
            Duration = TimeSpan.FromHours(2),
            DueTime = TimeSpan.FromHours(due),
            Modes =
            [
                new TaskMode { Id = "cheap", Duration = TimeSpan.FromHours(3), Cost = 1, Demands = [new ResourceDemand { ResourceId = "r" }] },
                new TaskMode { Id = "dear", Duration = TimeSpan.FromHours(2), Cost = 5, Demands = [new ResourceDemand { ResourceId = "r" }] },
            ],
        };
        var workflow = new ResearchWorkflow { Id = "w", TaskSequence = [One("a", 3), One("b", 5), One("c", 9)], Resources = [new ResearchResource { Id = "r", Capacity = 1 }] };

        OptimizedWorkflow optimized = await SolveAsync(workflow, ObjectiveKind.WeightedTardiness, ObjectiveKind.Cost);

        // a and b take 5 hours only if one of them is dear; c has time.
        Assert.Equal([0, 7], optimized.ObjectiveValues.Select(value => value.Value));
        Assert.True(optimized.IsProvenOptimal);
    }

    [Fact]
    public async Task Optimize_NoScheduleExists_SaysThatThisIsProven()
    {
        WorkflowTask One(string id, int hours, int release, int deadline) => new()
        {
            Id = id,
            Duration = TimeSpan.FromHours(hours),
            ReleaseTime = TimeSpan.FromHours(release),
            HardDeadline = TimeSpan.FromHours(deadline),
            Demands = [new ResourceDemand { ResourceId = "r" }],
        };
        var workflow = new ResearchWorkflow { Id = "w", TaskSequence = [One("a", 3, 1, 6), One("b", 1, 3, 4)], Resources = [new ResearchResource { Id = "r", Capacity = 1 }] };

        WorkflowException exception = await Assert.ThrowsAsync<WorkflowException>(() => SolveAsync(workflow));

        Assert.Equal(AdvancedRlErrorCode.WorkflowInfeasible, exception.ErrorCode);
        Assert.Contains("proven", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_RandomWorkflows_AreValidAndNoWorseThanTheManagedSearch()
    {
        await using ServiceProvider services = Host();
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new RandomWorkflows(seed);
            ResearchWorkflow workflow = random.Free();
            var request = new OptimizationRequest { ScheduleBudget = 40, Seed = seed };
            OptimizedWorkflow managed = await services.GetRequiredKeyedService<IWorkflowOptimizer>("managed").OptimizeAsync(workflow, request);

            OptimizedWorkflow exact = await services.GetRequiredKeyedService<IWorkflowOptimizer>("cp-sat").OptimizeAsync(workflow, request);

            Assert.Empty(WorkflowChecker.Check(workflow, exact));
            Assert.True(Compare(exact, managed) <= 0, $"Seed {seed}: worse than the managed search.");
            Assert.True(exact.LowerBound <= exact.Makespan);
        }
    }

    private static int Compare(OptimizedWorkflow first, OptimizedWorkflow second) =>
        first.ObjectiveValues.Zip(second.ObjectiveValues).Select(pair => Math.Abs(pair.First.Value - pair.Second.Value) < 1e-9 ? 0 : pair.First.Value.CompareTo(pair.Second.Value)).FirstOrDefault(sign => sign != 0);

    [Fact]
    public async Task Optimize_DisruptionInWholeHours_IsProven()
    {
        OptimizedWorkflow optimized = await SolveAsync(Clash(TimeSpan.FromHours(2)), ObjectiveKind.Disruption, ObjectiveKind.Makespan);

        // Both are planned at 5 on one instrument: one stays, the other starts 2 hours sooner or later; sooner ends sooner.
        Assert.Equal([2, 7], optimized.ObjectiveValues.Select(value => value.Value));
        Assert.True(optimized.IsProvenOptimal);
    }

    [Fact]
    public async Task Optimize_DisruptionInRoundedTimes_IsNotCalledProven()
    {
        OptimizedWorkflow optimized = await SolveAsync(Clash(TimeSpan.FromHours(2) + TimeSpan.FromTicks(1)), ObjectiveKind.Disruption, ObjectiveKind.Makespan);

        Assert.False(optimized.IsProvenOptimal);
        Assert.Equal(2, optimized.ObjectiveValues[0].Value, 1e-6);
    }

    [Fact]
    public async Task Optimize_PlannedFarBeyondTheHorizon_ClaimsNoMoreThanHolds()
    {
        // The shortest schedule comes first, so nothing may wait for its planned start days later.
        ResearchWorkflow clash = Clash(TimeSpan.FromHours(2));
        ResearchWorkflow workflow = clash with { TaskSequence = [.. clash.TaskSequence.Select(task => task with { PlannedStart = TimeSpan.FromHours(100) })] };

        OptimizedWorkflow optimized = await SolveAsync(workflow, ObjectiveKind.Makespan, ObjectiveKind.Disruption);

        Assert.Equal([4, 198], optimized.ObjectiveValues.Select(value => value.Value));
        Assert.Equal(TimeSpan.FromHours(4), optimized.LowerBound);
        Assert.True((optimized.ObjectiveValues[1].LowerBound ?? 0) <= 198);
    }

    /// <summary>Two tasks on one instrument, both planned at 5.</summary>
    private static ResearchWorkflow Clash(TimeSpan duration) => new()
    {
        Id = "clash",
        TaskSequence = [.. "ab".Select(id => new WorkflowTask
        {
            Id = id.ToString(),
            Duration = duration,
            PlannedStart = TimeSpan.FromHours(5),
            Demands = [new ResourceDemand { ResourceId = "r" }],
        })],
        Resources = [new ResearchResource { Id = "r", Capacity = 1 }],
    };

    private static async Task<OptimizedWorkflow> SolveAsync(ResearchWorkflow workflow, params ObjectiveKind[] objectives)
    {
        await using ServiceProvider services = Host();
        OptimizedWorkflow optimized = await services.GetRequiredKeyedService<IWorkflowOptimizer>("cp-sat").OptimizeAsync(
            workflow, new OptimizationRequest { ScheduleBudget = 100, Objectives = [.. objectives.Select(kind => new OptimizationObjective { Kind = kind })] });
        Assert.Empty(WorkflowChecker.Check(workflow, optimized));
        return optimized;
    }

    private static ServiceProvider Host() => new ServiceCollection()
        .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.UseOrTools().AddOptimizer<CpSatWorkflowOptimizer>(
            CpSatWorkflowOptimizer.Name, registration => registration.Configure(options => options.Parameters["DeterministicTime"] = "1"))))
        .BuildServiceProvider();
}
