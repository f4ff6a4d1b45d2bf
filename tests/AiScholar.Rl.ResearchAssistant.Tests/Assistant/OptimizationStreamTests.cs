using Microsoft.Extensions.DependencyInjection;
using static AiScholar.Rl.ResearchAssistant.Tests.SmallWorkflows;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Streams of improvements and contributions of domains.</summary>
[Trait("Category", "Unit")]
public sealed class OptimizationStreamTests
{
    private static readonly ResearchWorkflow Workflow = (Of(
        Task("a", 3).Needs("bench"), Task("b", 2).Needs("bench"), Task("c", 4), Task("d", 1, "c").Needs("bench"), Task("e", 5, "b")) with
    { Domain = "wet-lab" }).With("bench", 1);

    [Fact]
    public async Task Stream_UntilItsEnd_GetsBetterAndEndsWithTheResult()
    {
        await using ServiceProvider services = ResearchHost.Create();

        List<OptimizationUpdate> updates = await services.GetRequiredService<IResearchAssistant>()
            .StreamOptimizationAsync(Workflow, new OptimizationRequest { ScheduleBudget = 200 }).ToListAsync();

        Assert.True(updates.Count > 1);
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.Result));
        Assert.Equal(updates.Select(update => update.Makespan).OrderDescending(), updates.Select(update => update.Makespan));
        Assert.Equal(updates[^1].Makespan, updates[^1].Result!.Makespan);
        Assert.Equal(updates[^1].Result!.Gap, updates[^1].Gap);
    }

    [Fact]
    public async Task Stream_CancelledAfterTheFirst_EndsWithTheBest()
    {
        await using ServiceProvider services = ResearchHost.Create();
        using var stop = new CancellationTokenSource();
        OptimizationUpdate? last = null;
        var request = new OptimizationRequest { ScheduleBudget = int.MaxValue, Objectives = Objectives(ObjectiveKind.ResourceLeveling) };

        await foreach (OptimizationUpdate update in services.GetRequiredService<IResearchAssistant>().StreamOptimizationAsync(Workflow, request, stop.Token))
        {
            last = update;
            await stop.CancelAsync();
        }

        Assert.NotNull(last?.Result);
    }

    [Fact]
    public async Task Stream_BadWorkflow_Throws()
    {
        await using ServiceProvider services = ResearchHost.Create();

        await Assert.ThrowsAsync<WorkflowException>(async () => await services.GetRequiredService<IResearchAssistant>().StreamOptimizationAsync(Of(Task("a", 1, "a"))).ToListAsync());
    }

    [Fact]
    public async Task Optimize_SourceOfTheDomain_AddsItsConstraintsAndSaysSo()
    {
        await using ServiceProvider services = ResearchHost.Create(assistant => assistant.AddConstraintSourceForDomain<WashBeforeReading>("wet-lab"));

        OptimizedWorkflow optimized = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(Workflow);
        OptimizedWorkflow elsewhere = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(Workflow with { Domain = "library" });

        Assert.True(optimized.Place("a").Start >= optimized.Place("e").End);
        Assert.Same(Workflow, optimized.OriginalWorkflow);
        Assert.Contains("Wash first.", optimized.OptimizationRationale);
        Assert.DoesNotContain("Wash first.", elsewhere.OptimizationRationale);
        Assert.True(elsewhere.Makespan < optimized.Makespan);
    }

    [Theory]
    [InlineData(typeof(ThrowingSource))]
    [InlineData(typeof(CyclicSource))]
    [InlineData(typeof(UnknownTaskSource))]
    public async Task Optimize_SourceAtFault_CostsItsOwnContributionOnly(Type source)
    {
        await using ServiceProvider services = ResearchHost.Create(assistant => ExtensionRegistration.Add<IWorkflowConstraintSource, AnySource>(
            assistant, "faulty", registration => registration.Factory = (_, _) => new AnySource((IWorkflowConstraintSource)Activator.CreateInstance(source)!)));

        OptimizedWorkflow optimized = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(Workflow);

        Assert.Contains(optimized.Issues, issue => issue.Source is { } name && name.Contains("faulty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Optimize_PatternOfTheDomain_IsWhereTheSearchStarts()
    {
        // All orders take as long, so the one that has worked stays.
        ResearchWorkflow workflow = Of(Task("a", 1).Needs("bench"), Task("b", 1).Needs("bench"), Task("c", 1).Needs("bench")).With("bench", 1);
        var pattern = new WorkflowPattern { Kind = PatternKind.Sequence, Steps = [["c"], ["a"], ["b"]], Support = 0.9, SupportCount = 9, Confidence = 0.9 };
        await using ServiceProvider services = ResearchHost.Create();

        OptimizedWorkflow optimized = await services.Managed().OptimizeAsync(workflow, new OptimizationRequest { Patterns = [pattern], ScheduleBudget = 50 });

        Assert.Equal(["c", "a", "b"], optimized.OptimizedTasks.Select(task => task.TaskId));
    }

    private sealed class WashBeforeReading : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default) => new(new WorkflowContribution
        {
            Dependencies = [new ContributedDependency { TaskId = "a", Dependency = new TaskDependency { TaskId = "e" } }],
            Rationale = ["Wash first."],
        });
    }

    private sealed class AnySource(IWorkflowConstraintSource inner) : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default) => inner.ContributeAsync(workflow, cancellationToken);
    }

    private sealed class ThrowingSource : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default) => throw new InvalidOperationException("no");
    }

    private sealed class CyclicSource : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default) =>
            new(new WorkflowContribution { Dependencies = [new ContributedDependency { TaskId = "b", Dependency = new TaskDependency { TaskId = "e" } }] });
    }

    private sealed class UnknownTaskSource : IWorkflowConstraintSource
    {
        public ValueTask<WorkflowContribution?> ContributeAsync(ResearchWorkflow workflow, CancellationToken cancellationToken = default) =>
            new(new WorkflowContribution { Windows = [new TaskWindow { TaskId = "nowhere" }] });
    }
}
