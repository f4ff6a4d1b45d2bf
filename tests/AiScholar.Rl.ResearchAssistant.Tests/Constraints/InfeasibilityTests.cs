using Microsoft.Extensions.DependencyInjection;
using static AiScholar.Rl.ResearchAssistant.Tests.SmallWorkflows;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>What cannot be done is told with the smallest reason.</summary>
[Trait("Category", "Unit")]
public sealed class InfeasibilityTests
{
    [Fact]
    public async Task Optimize_ChainLongerThanItsDeadline_NamesTheChainAndNothingElse()
    {
        ResearchWorkflow workflow = Of(
            Task("other", 9), Task("a", 3) with { ReleaseTime = TimeSpan.FromHours(2) }, Task("b", 3, "a"), Task("c", 3, "b") with { HardDeadline = TimeSpan.FromHours(10) }, Task("d", 1, "other", "c"));

        WorkflowException exception = await FailAsync(workflow);

        Assert.Equal(AdvancedRlErrorCode.WorkflowInfeasible, exception.ErrorCode);
        Assert.Equal(["a", "b", "c"], exception.TaskIds.Order());
        Assert.Equal(4, exception.ConflictingConstraints.Count);
    }

    [Fact]
    public async Task Optimize_TooMuchWorkBeforeADeadline_NamesTheResource()
    {
        WorkflowTask Urgent(string id) => Task(id, 2).Needs("bench") with { HardDeadline = TimeSpan.FromHours(5) };

        WorkflowException exception = await FailAsync(Of(Urgent("a"), Urgent("b"), Urgent("c"), Task("free", 3).Needs("bench")).With("bench", 1).With("spare", 1));

        Assert.Equal(["a", "b", "c"], exception.TaskIds.Order());
        Assert.Contains(exception.ConflictingConstraints, sentence => sentence.Contains("'bench'", StringComparison.Ordinal));
        Assert.DoesNotContain(exception.ConflictingConstraints, sentence => sentence.Contains("'spare'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Optimize_LagsThatContradict_NamesThem()
    {
        WorkflowTask c = Task("c", 1, "b") with { Dependencies = [new TaskDependency { TaskId = "b" }, new TaskDependency { TaskId = "a", MaximumLag = TimeSpan.FromHours(1) }] };

        WorkflowException exception = await FailAsync(Of(Task("a", 1), Task("b", 2, "a"), c));

        Assert.Equal(3, exception.ConflictingConstraints.Count);
        Assert.Contains("at most 1 h after 'a' ends", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_ConsumableNeverEnough_IsTold()
    {
        var reagent = new ResearchResource { Id = "reagent", Kind = ResourceKind.Consumable, Capacity = 1 };

        WorkflowException exception = await FailAsync(Of(Task("a", 1).Needs("reagent"), Task("b", 1).Needs("reagent")) with { Resources = [reagent] });

        Assert.Contains("Of 'reagent' there are 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_NoProofAndNoSchedule_SaysHowNearItCame()
    {
        // By work all fits, but b cuts the window of a into two parts of 2 hours.
        ResearchWorkflow workflow = Of(
            Task("a", 3).Needs("bench") with { ReleaseTime = TimeSpan.FromHours(1), HardDeadline = TimeSpan.FromHours(6) },
            Task("b", 1).Needs("bench") with { ReleaseTime = TimeSpan.FromHours(3), HardDeadline = TimeSpan.FromHours(4) }).With("bench", 1);

        WorkflowException exception = await FailAsync(workflow);

        Assert.Equal(AdvancedRlErrorCode.WorkflowInfeasible, exception.ErrorCode);
        Assert.Empty(exception.ConflictingConstraints);
        Assert.Contains("misses them by 1 h", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", 1, "'x'")]
    [InlineData("y", 2, "'y'")]
    public async Task Optimize_SkillMissing_NamesTaskAndSkill(string skill, int people, string named)
    {
        ResearchWorkflow workflow = Of(Task("a", 1) with { Skills = [new SkillDemand { Skill = skill, People = people }] }) with { People = [Person("p", "y"), Person("q", "z")] };

        WorkflowException exception = await FailAsync(workflow);

        Assert.Equal(["a"], exception.TaskIds);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_ManyFaults_AreToldTogether()
    {
        ResearchWorkflow workflow = Of(
            Task("a", 1) with { CalendarId = "none", HardDeadline = TimeSpan.FromHours(-1) },
            Task("b", 1) with { Modes = [Mode("m", -1), Mode("m", 1, 0, "nothing")], Value = double.NaN }) with
        {
            Calendars = [new WorkCalendar { Id = "never" }],
            Resources = [new ResearchResource { Id = "r", Capacity = 2, SetupTimes = [new SetupTime { ToFamily = "f", Duration = TimeSpan.Zero }] }],
        };

        WorkflowException exception = await FailAsync(workflow);

        Assert.All(
            (string[])["'none'", "hard deadline", "two modes", "'nothing'", "-01:00:00", "StartsAt", "'never'", "set-up times"],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    private static async Task<WorkflowException> FailAsync(ResearchWorkflow workflow)
    {
        await using ServiceProvider services = ResearchHost.Create();
        return await Assert.ThrowsAsync<WorkflowException>(async () => await services.Managed().OptimizeAsync(workflow, new OptimizationRequest { ScheduleBudget = 300 }));
    }
}
