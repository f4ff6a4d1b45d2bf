using static AiScholar.Rl.ResearchAssistant.Tests.SmallWorkflows;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Each kind of constraint on an instance whose optimum is worked out by hand.</summary>
[Trait("Category", "Unit")]
public sealed class ConstraintKindTests
{
    [Fact]
    public async Task Modes_OneFastWayAndOneSlow_UsesBoth()
    {
        // Both fast: 2 + 2 on the one reader. One slow beside it: 3.
        TaskMode[] modes = [Mode("fast", 2, 0, "reader"), Mode("slow", 3)];
        OptimizedWorkflow optimized = await Of(Task("a", 2) with { Modes = modes }, Task("b", 2) with { Modes = modes }).With("reader", 1).SolveAsync();

        Assert.Equal(3, optimized.Hours());
        Assert.Equal(["fast", "slow"], optimized.OptimizedTasks.Select(task => task.ModeId).Order());
    }

    [Fact]
    public async Task People_OneAloneHasASkill_KeepsThemFreeForIt()
    {
        ResearchWorkflow workflow = Of(Task("a", 2).Skilled("x"), Task("b", 2).Skilled("x"), Task("c", 2).Skilled("x"), Task("d", 2).Skilled("y")) with { People = [Person("p1", "x", "y"), Person("p2", "x")] };

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(4, optimized.Hours());
        Assert.Equal(["p1"], optimized.Place("d").PersonIds);
    }

    [Fact]
    public async Task People_TwoSkillsOfOneTask_AreTwoPeople()
    {
        ResearchWorkflow workflow = Of(Task("a", 1).Skilled("x").Skilled("y")) with { People = [Person("both", "x", "y"), Person("one", "x")] };

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(["one", "both"], optimized.Place("a").PersonIds);
    }

    [Fact]
    public async Task Calendar_TaskThatSplits_GoesOnTheNextMorning()
    {
        ResearchWorkflow workflow = Of(Task("a", 10) with { CalendarId = "office" }) with { Calendars = [NineToFive()], StartsAt = Monday };

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(TimeSpan.FromHours(1), optimized.Place("a").Start);
        Assert.Equal(TimeSpan.FromHours(27), optimized.Place("a").End);
        Assert.Equal([8, 2], optimized.Place("a").Segments.Select(segment => (segment.End - segment.Start).TotalHours));
        Assert.True(optimized.IsProvenOptimal);
    }

    [Fact]
    public async Task Calendar_TaskThatMustFit_WaitsForTheNextDay()
    {
        WorkflowTask task = Task("a", 6) with { CalendarId = "office", Breaks = BreakBehavior.Fit };
        ResearchWorkflow workflow = (Of(task, task with { Id = "b" }) with { Calendars = [NineToFive()], StartsAt = Monday }).With("bench", 1);
        workflow = workflow with { TaskSequence = [.. workflow.TaskSequence.Select(one => one.Needs("bench"))] };

        Assert.Equal(31, (await workflow.SolveAsync()).Hours());
    }

    [Fact]
    public async Task Calendar_TaskThatRunsThrough_StartsByDayAndEndsByNight()
    {
        ResearchWorkflow workflow = Of(Task("a", 7), Task("b", 12, "a") with { CalendarId = "office", Breaks = BreakBehavior.RunThrough }) with { Calendars = [NineToFive()], StartsAt = Monday };

        Assert.Equal(19, (await workflow.SolveAsync()).Hours());
    }

    [Fact]
    public async Task Calendar_PersonOnHoliday_AnotherDoesIt()
    {
        WorkCalendar away = NineToFive("away") with { Exceptions = [new CalendarDay { Date = new DateOnly(2026, 11, 2) }] };
        ResearchWorkflow workflow = Of(Task("a", 8).Skilled("x")) with
        {
            Calendars = [NineToFive(), away],
            StartsAt = Monday,
            People = [Person("first", "x") with { CalendarId = "away" }, Person("second", "x") with { CalendarId = "office" }],
        };

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(["second"], optimized.Place("a").PersonIds);
        Assert.Equal(9, optimized.Hours());
    }

    [Fact]
    public async Task Calendar_ClocksChange_TimesAreLocal()
    {
        // Saturday 12:00 in Vienna; in the night the clocks go back, so Sunday 9:00 is 22 hours away, not 21.
        ResearchWorkflow workflow = Of(Task("a", 1) with { CalendarId = "sunday" }) with
        {
            Calendars = [new WorkCalendar { Id = "sunday", Weekly = [new WeeklyInterval { Day = DayOfWeek.Sunday, From = TimeSpan.FromHours(9), Until = TimeSpan.FromHours(17) }] }],
            StartsAt = new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.FromHours(2)),
            TimeZone = "Europe/Vienna",
        };

        Assert.Equal(23, (await workflow.SolveAsync()).Hours());
    }

    [Fact]
    public async Task Consumable_UsedUp_WaitsForTheDelivery()
    {
        var reagent = new ResearchResource { Id = "reagent", Kind = ResourceKind.Consumable, Capacity = 1, Replenishments = [new ResourceReplenishment { At = TimeSpan.FromHours(5), Amount = 1 }] };
        ResearchWorkflow workflow = Of(Task("a", 1).Needs("reagent"), Task("b", 1).Needs("reagent")) with { Resources = [reagent] };

        Assert.Equal(6, (await workflow.SolveAsync()).Hours());
    }

    [Fact]
    public async Task SetupTimes_FamiliesMixed_AreSorted()
    {
        var machine = new ResearchResource
        {
            Id = "machine",
            Capacity = 1,
            SetupTimes = [new SetupTime { FromFamily = "a", ToFamily = "b", Duration = TimeSpan.FromHours(2) }, new SetupTime { FromFamily = "b", ToFamily = "a", Duration = TimeSpan.FromHours(3) }],
        };
        ResearchWorkflow workflow = Of(
            Task("1", 1).Needs("machine") with { SetupFamily = "a" }, Task("2", 1).Needs("machine") with { SetupFamily = "b" },
            Task("3", 1).Needs("machine") with { SetupFamily = "a" }, Task("4", 1).Needs("machine") with { SetupFamily = "b" }) with
        { Resources = [machine] };

        Assert.Equal(6, (await workflow.SolveAsync()).Hours());
    }

    [Fact]
    public async Task MaximumLag_LaterTaskMustWait_EarlierOneIsDelayed()
    {
        // c first on the bench (3 h), and a so late that b can follow it at once.
        WorkflowTask b = Task("b", 1).Needs("bench") with { Dependencies = [new TaskDependency { TaskId = "a", MaximumLag = TimeSpan.Zero }] };

        OptimizedWorkflow optimized = await Of(Task("a", 1), b, Task("c", 3).Needs("bench")).With("bench", 1).SolveAsync();

        Assert.Equal(4, optimized.Hours());
        Assert.Equal(optimized.Place("a").End, optimized.Place("b").Start);
    }

    [Theory]
    [InlineData(DependencyType.FinishToStart, 7)]
    [InlineData(DependencyType.StartToStart, 3)]
    [InlineData(DependencyType.FinishToFinish, 5)]
    [InlineData(DependencyType.StartToFinish, 4)]
    public async Task Dependency_OfEachType_TiesTheRightEnds(DependencyType type, double makespan)
    {
        WorkflowTask second = Task("b", 2) with { Dependencies = [new TaskDependency { TaskId = "a", Type = type, Lag = TimeSpan.FromHours(1) }] };

        // By hand for a of 4 hours: 4 + 1 + 2; max(4, 1 + 2) without the end of a; 4 + 1; max(4, 1).
        OptimizedWorkflow optimized = await Of(Task("a", 4), second).SolveAsync();

        Assert.Equal(Math.Max(4, makespan), optimized.Hours());
    }

    [Fact]
    public async Task Alternatives_OneShorter_IsChosenWithItsChain()
    {
        ResearchWorkflow workflow = Of(
            Task("long", 5) with { AlternativeGroup = "g" },
            Task("short", 1) with { AlternativeGroup = "g" }, Task("more", 2, "short") with { WithTaskId = "short" },
            Task("end", 1, "long", "more"));

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(4, optimized.Hours());
        Assert.Equal(["long"], optimized.SkippedTasks);
    }

    [Fact]
    public async Task Optional_WorthSomething_IsDoneUntilTheHardDeadlineForbids()
    {
        ResearchWorkflow workflow = Of(Task("a", 3).Needs("bench"), Task("extra", 2).Needs("bench") with { IsOptional = true, Value = 5 }).With("bench", 1);

        Assert.Empty((await workflow.SolveAsync()).SkippedTasks);
        Assert.Equal(["extra"], (await (workflow with { HardDeadline = TimeSpan.FromHours(4) }).SolveAsync()).SkippedTasks);
    }

    [Fact]
    public async Task HardDeadline_AgainstTheGivenOrder_IsKept()
    {
        WorkflowTask urgent = Task("urgent", 2).Needs("bench") with { HardDeadline = TimeSpan.FromHours(2) };

        OptimizedWorkflow optimized = await Of(Task("a", 3).Needs("bench"), urgent).With("bench", 1).SolveAsync();

        Assert.Equal(TimeSpan.Zero, optimized.Place("urgent").Start);
        Assert.Contains(optimized.Issues, issue => issue.Message.Contains("given order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_StartedTasks_StayAndTheRestComesAfterNow()
    {
        ResearchWorkflow workflow = Of(Task("done", 2).Needs("bench"), Task("runs", 4).Needs("bench"), Task("next", 1).Needs("bench")).With("bench", 1) with
        {
            Progress = new WorkflowProgress
            {
                Now = TimeSpan.FromHours(5),
                Tasks =
                [
                    new TaskProgress { TaskId = "done", ActualStart = TimeSpan.Zero, ActualEnd = TimeSpan.FromHours(3) },
                    new TaskProgress { TaskId = "runs", ActualStart = TimeSpan.FromHours(3) },
                ],
            },
        };

        OptimizedWorkflow optimized = await workflow.SolveAsync();

        Assert.Equal(8, optimized.Hours());
        Assert.Equal(TimeSpan.FromHours(7), optimized.Place("runs").End);
        Assert.Equal([true, true, false], optimized.OptimizedTasks.Select(task => task.IsFrozen));
    }
}
