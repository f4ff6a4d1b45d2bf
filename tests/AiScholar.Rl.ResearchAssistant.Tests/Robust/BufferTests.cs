using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class BufferTests
{
    [Fact]
    public void Run_AnyDurations_KeepsOrderResourcesAndPublishedStarts() =>
        Gen.Select(RandomProblems.Of(1, 12), Gen.Int[0, 12].Array[12]).Sample(pair =>
        {
            (SchedulingProblem problem, int[] realised) = pair;
            long[] starts = Planned(problem);
            var plan = new PublishedPlan(problem, starts);
            long[] durations = [.. Enumerable.Range(0, problem.TaskCount).Select(task => problem.Durations[task] == 0 ? 0 : (long)realised[task])];

            plan.Run(starts, [.. durations.Select(duration => (double)duration)]);

            Assert.True(NaiveSchedules.IsFeasible(WithDurations(problem, durations), [.. plan.Starts.Select(start => (long)start)]));
            Assert.All(plan.Starts.Zip(starts), both => Assert.True(both.First >= both.Second));
        }, iter: 2000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Run_DurationsAsPlanned_IsThePublishedPlan() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            long[] starts = Planned(problem);
            var plan = new PublishedPlan(problem, starts);

            Assert.Equal(plan.EndOf(starts), plan.Run(starts, [.. problem.Durations.Select(duration => (double)duration)]));
            Assert.Equal(starts.Select(start => (double)start), plan.Starts);
        }, iter: 500, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Shifted_AnyTask_StaysFeasible() =>
        Gen.Select(RandomProblems.Of(1, 12), Gen.Int[0, 100], Gen.Long[1, 9]).Sample(triple =>
        {
            (SchedulingProblem problem, int task, long by) = triple;
            long[] starts = Planned(problem);

            long[] shifted = new PublishedPlan(problem, starts).Shifted(starts, task % problem.TaskCount, by);

            Assert.Equal(starts[task % problem.TaskCount] + by, shifted[task % problem.TaskCount]);
            Assert.True(NaiveSchedules.IsFeasible(problem, shifted));
        }, iter: 1000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public async Task OptimizeWorkflowAsync_KeepStarts_BuffersLowerTheExpectedDelayWithinTheDeadline()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow workflow = Chain(6) with { Deadline = TimeSpan.FromHours(40) };

        OptimizedWorkflow plain = await Optimize(services, workflow, null);
        OptimizedWorkflow plan = await Optimize(services, workflow, 0.8);

        RobustnessReport report = plan.Robustness!;
        Assert.NotEmpty(report.Buffers);
        Assert.All(report.Buffers, buffer => Assert.True(buffer.Buffer > TimeSpan.Zero && buffer.KeptProbability > buffer.KeptProbabilityWithout));
        Assert.True(report.ExpectedDelay < 0.5 * report.ExpectedDelayWithoutBuffers);
        Assert.True(plan.Makespan > plain.Makespan && plan.Makespan <= workflow.Deadline);
        Assert.Empty(plain.Robustness!.Buffers);
        Assert.Contains(plan.OptimizationRationale, sentence => sentence.Contains("Buffers of", StringComparison.Ordinal));
        for (int i = 1; i < 6; i++)
            Assert.True(plan.OptimizedTasks[i].Start >= plan.OptimizedTasks[i - 1].End);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_TwoTasksInARow_TheSecondStartsAtTheProbabilityAskedFor()
    {
        await using ServiceProvider services = ResearchHost.Create();

        RobustnessReport report = (await Optimize(services, Chain(2) with { Deadline = TimeSpan.FromHours(40) }, 0.75)).Robustness!;

        // Uniform from 0 to 8 hours, planned as 4: kept in half of the futures, and in three quarters with 2 hours more.
        TaskBuffer buffer = Assert.Single(report.Buffers);
        Assert.Equal(2, buffer.Buffer.TotalHours, 0.9);
        Assert.InRange(buffer.KeptProbability, 0.72, 0.88);
        Assert.Equal(0.5, buffer.KeptProbabilityWithout, 0.04);
    }

    [Fact]
    public async Task OptimizeWorkflowAsync_SureDurationsOrNoRoom_HasNoBuffers()
    {
        await using ServiceProvider services = ResearchHost.Create();
        ResearchWorkflow sure = Chain(4) with { TaskSequence = [.. Chain(4).TaskSequence.Select(task => task with { DurationDistribution = null })] };

        Assert.Empty((await Optimize(services, sure, 0.9)).Robustness!.Buffers);
        OptimizedWorkflow tight = await Optimize(services, Chain(4) with { Deadline = TimeSpan.FromHours(16) }, 0.9);
        Assert.Empty(tight.Robustness!.Buffers);
        Assert.Contains(tight.OptimizationRationale, sentence => sentence.Contains("do not pay", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public async Task OptimizeWorkflowAsync_BadProbability_IsRejected(double keep)
    {
        await using ServiceProvider services = ResearchHost.Create();

        await Assert.ThrowsAsync<ArgumentException>(() => Optimize(services, Chain(2), keep));
    }

    private static Task<OptimizedWorkflow> Optimize(ServiceProvider services, ResearchWorkflow workflow, double? keep) =>
        services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(workflow, new OptimizationRequest { ScheduleBudget = 500, Seed = 3, Robustness = new RobustnessRequest { KeepStartProbability = keep } }).AsTask();

    private static ResearchWorkflow Chain(int tasks) => new()
    {
        Id = "w",
        TaskSequence = [.. Enumerable.Range(0, tasks).Select(i => new WorkflowTask
        {
            Id = $"t{i}",
            Duration = TimeSpan.FromHours(4),
            DurationDistribution = DurationDistribution.Uniform(TimeSpan.Zero, TimeSpan.FromHours(8)),
            Dependencies = i == 0 ? [] : [new TaskDependency { TaskId = $"t{i - 1}" }],
        })],
    };

    private static long[] Planned(SchedulingProblem problem)
    {
        var simulator = new DispatchSimulator(problem);
        simulator.Run(new DispatchRule(problem.TopologicalOrder, DispatchRule.Unlimited), [.. problem.Durations.Select(duration => (double)duration)]);
        return [.. simulator.Starts.Select(start => (long)start)];
    }

    private static SchedulingProblem WithDurations(SchedulingProblem problem, long[] durations) => new()
    {
        TaskCount = problem.TaskCount,
        Durations = durations,
        Predecessors = problem.Predecessors,
        Successors = problem.Successors,
        TopologicalOrder = problem.TopologicalOrder,
        Capacities = problem.Capacities,
        Demands = problem.Demands,
        Releases = problem.Releases,
        DueTimes = problem.DueTimes,
        HasDueTimes = problem.HasDueTimes,
        Horizon = problem.Horizon + durations.Sum(),
    };
}
