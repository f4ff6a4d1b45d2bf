using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.IntegrationTests;

[Trait("Category", "Integration")]
public class WorkflowSuggestionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SuggestAsync_QuickIsGoodForSmallOnly_LearnsWhichStrategySuitsWhichSize()
    {
        var clock = new FakeTimeProvider();
        await using ServiceProvider services = Create(clock, null, TwoStrategies);
        var suggestions = services.GetRequiredService<IWorkflowSuggestions>();
        var last = new List<(bool IsSmall, string Strategy)>();
        for (int i = 0; i < 600; i++)
        {
            bool isSmall = i % 2 == 0;
            WorkflowSuggestion suggestion = await suggestions.SuggestAsync(new WorkflowSuggestionRequest { Workflow = Work(isSmall ? 4 : 60) }, Token);
            await suggestions.ReportAsync(Outcome(suggestion, acceptance: 1), Token);
            if (i >= 400)
                last.Add((isSmall, suggestion.Strategy));
        }

        Assert.InRange(last.Count(one => one is { IsSmall: true, Strategy: "quick" }), 75, 100);
        Assert.InRange(last.Count(one => one is { IsSmall: false, Strategy: "slow" }), 75, 100);
    }

    [Fact]
    public async Task ReportAsync_UsersRefuseOneStrategy_AvoidsIt()
    {
        var clock = new FakeTimeProvider();
        await using ServiceProvider services = Create(clock, null, TwoStrategies);
        var suggestions = services.GetRequiredService<IWorkflowSuggestions>();
        int slow = 0;
        for (int i = 0; i < 400; i++)
        {
            WorkflowSuggestion suggestion = await suggestions.SuggestAsync(new WorkflowSuggestionRequest { Workflow = Work(4) }, Token);
            await suggestions.ReportAsync(Outcome(suggestion, suggestion.Strategy == "slow" ? 1 : 0), Token);
            slow += i >= 300 && suggestion.Strategy == "slow" ? 1 : 0;
        }

        Assert.InRange(slow, 75, 100);
    }

    [Fact]
    public async Task SuggestAsync_Defaults_ScheduleAndRewardAreThoseOfTheStrategy()
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), null, null);
        var suggestions = services.GetRequiredService<IWorkflowSuggestions>();

        WorkflowSuggestion suggestion = await suggestions.SuggestAsync(
            new WorkflowSuggestionRequest { Workflow = Work(6), Optimization = new OptimizationRequest { Seed = 3 }, EventId = "mine", TenantId = "lab" }, Token);

        Assert.Equal("mine", suggestion.EventId);
        Assert.Contains(suggestion.Strategy, (IEnumerable<string>)["instant", "brief", "usual", "thorough"]);
        Assert.Equal(suggestion.Strategy == "instant" ? "instant" : "managed", suggestion.Schedule.OptimizerName);
        Assert.Equal(Math.Exp(-suggestion.Schedule.Gap / 0.05), suggestion.ScheduleReward, 12);
        RewardResult result = await suggestions.ReportAsync(Outcome(suggestion, 0.5) with { TenantId = "lab" }, Token);
        Assert.Equal((0.5 * suggestion.ScheduleReward) + 0.25, result.TotalReward, 12);
    }

    [Fact]
    public async Task SuggestAsync_NoAcceptanceAsked_IsRewardedAtOnce()
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), null, options => options.AcceptanceWeight = 0);
        WorkflowSuggestion suggestion = await services.GetRequiredService<IWorkflowSuggestions>().SuggestAsync(new WorkflowSuggestionRequest { Workflow = Work(6) }, Token);

        LoggedDecision logged = await SingleAsync(services);

        Assert.Equal(suggestion.EventId, logged.EventId);
        Assert.Equal(suggestion.ScheduleReward, logged.Reward!.Value, 12);
    }

    [Fact]
    public async Task SuggestAsync_StrategyFails_GivesTheOthersScheduleAndTheLeastReward()
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), rl => rl.AddResearchAssistant(assistant => assistant.AddOptimizer<BrokenOptimizer>("broken")), options =>
            options.Strategies["broken"] = new OptimizationStrategy { Optimizer = "broken" });

        WorkflowSuggestion suggestion = await services.GetRequiredService<IWorkflowSuggestions>().SuggestAsync(new WorkflowSuggestionRequest { Workflow = Work(6) }, Token);

        Assert.Equal("broken", suggestion.Strategy);
        Assert.Equal(-0.3, suggestion.ScheduleReward, 12);
        Assert.Equal(6, suggestion.Schedule.OptimizedTasks.Count);
        Assert.Contains(suggestion.Schedule.Issues, issue => issue.Source == "broken");
    }

    [Fact]
    public async Task SuggestAsync_WorkflowWithACycle_ThrowsAndTheDecisionDoesNotCount()
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), null, null);
        ResearchWorkflow cycle = new()
        {
            Id = "cycle",
            TaskSequence =
            [
                new WorkflowTask { Id = "a", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "b" }] },
                new WorkflowTask { Id = "b", Duration = TimeSpan.FromHours(1), Dependencies = [new TaskDependency { TaskId = "a" }] },
            ],
        };

        await Assert.ThrowsAsync<WorkflowException>(
            () => services.GetRequiredService<IWorkflowSuggestions>().SuggestAsync(new WorkflowSuggestionRequest { Workflow = cycle }, Token).AsTask());

        Assert.False((await SingleAsync(services)).IsActive);
    }

    [Fact]
    public async Task SuggestAsync_NoLoop_SaysWhatToAdd()
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();

        AdvancedRlException thrown = await Assert.ThrowsAsync<AdvancedRlException>(
            () => services.GetRequiredService<IWorkflowSuggestions>().SuggestAsync(new WorkflowSuggestionRequest { Workflow = Work(2) }, Token).AsTask());

        Assert.Equal(AdvancedRlErrorCode.NotRegistered, thrown.ErrorCode);
        Assert.Contains("AddPersonalization(\"workflow-suggestions\"", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(1.1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 2)]
    public async Task ReportAsync_NoSuchOutcome_IsRefused(double acceptance, double scheduleReward)
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), null, null);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => services.GetRequiredService<IWorkflowSuggestions>()
            .ReportAsync(new WorkflowSuggestionOutcome { EventId = "event", Acceptance = acceptance, ScheduleReward = scheduleReward }, Token).AsTask());
    }

    [Fact]
    public async Task Options_BudgetsOutOfRange_AreAllNamed()
    {
        await using ServiceProvider services = Create(new FakeTimeProvider(), null, options =>
        {
            options.GapScale = 0;
            options.Strategies["none"] = new OptimizationStrategy { ScheduleBudget = 0 };
            options.Strategies["never"] = new OptimizationStrategy { TimeBudget = TimeSpan.Zero };
        });

        OptionsValidationException thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SuggestionOptions>>().Value);

        Assert.Contains("GapScale", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Strategies:none:ScheduleBudget is 0", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Strategies:never:TimeBudget is 00:00:00", thrown.Message, StringComparison.Ordinal);
    }

    private static WorkflowSuggestionOutcome Outcome(WorkflowSuggestion suggestion, double acceptance) =>
        new() { EventId = suggestion.EventId, ScheduleReward = suggestion.ScheduleReward, Acceptance = acceptance };

    private static async Task<LoggedDecision> SingleAsync(IServiceProvider services)
    {
        var all = new List<LoggedDecision>();
        await foreach (LoggedDecision decision in services.GetRequiredService<IExperienceStore>().ReadAsync(new ExperienceQuery { LoopName = "workflow-suggestions" }, Token))
            all.Add(decision);
        return Assert.Single(all);
    }

    private static void TwoStrategies(SuggestionOptions options)
    {
        options.Strategies["quick"] = new OptimizationStrategy { Optimizer = "quick" };
        options.Strategies["slow"] = new OptimizationStrategy { Optimizer = "slow" };
    }

    private static ResearchWorkflow Work(int tasks) => new()
    {
        Id = "work",
        TaskSequence = [.. Enumerable.Range(0, tasks).Select(i => new WorkflowTask
        {
            Id = $"t{i}",
            Duration = TimeSpan.FromHours(1 + (i % 3)),
            Demands = [new ResourceDemand { ResourceId = "bench" }],
        })],
        Resources = [new ResearchResource { Id = "bench", Capacity = 2 }],
    };

    private static ServiceProvider Create(FakeTimeProvider clock, Action<IAdvancedRlBuilder>? more, Action<SuggestionOptions>? configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(clock);
        return services
            .AddAdvancedRl(rl =>
            {
                rl.Configure(options => options.Seed = 1)
                    .AddResearchAssistant(assistant => assistant.AddDefaults().AddOptimizer<QuickOptimizer>("quick", Low).AddOptimizer<SlowOptimizer>("slow", Low))
                    .AddPersonalization("workflow-suggestions", loop => loop.AddDefaults());
                more?.Invoke(rl);
                if (configure is not null)
                    rl.Services.Configure(configure);
            })
            .BuildServiceProvider();

        static void Low(ExtensionRegistration registration) => registration.Priority = -1000;
    }

    /// <summary>Optimal for few tasks, a fifth above the bound for many; no time.</summary>
    private sealed class QuickOptimizer : IWorkflowOptimizer
    {
        public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Schedule(workflow, workflow.TaskSequence.Count > 10 ? 0.2 : 0));
    }

    /// <summary>Always optimal, and takes long.</summary>
    private sealed class SlowOptimizer(FakeTimeProvider clock) : IWorkflowOptimizer
    {
        public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            return ValueTask.FromResult(Schedule(workflow, 0));
        }
    }

    private sealed class BrokenOptimizer : IWorkflowOptimizer
    {
        public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("broken");
    }

    private static OptimizedWorkflow Schedule(ResearchWorkflow workflow, double gap) => new()
    {
        OriginalWorkflow = workflow,
        OptimizedTasks = [],
        Makespan = TimeSpan.FromHours(10 * (1 + gap)),
        LowerBound = TimeSpan.FromHours(10),
        Gap = gap,
        EfficiencyImprovement = 0,
        OptimizationRationale = ["A test's."],
    };
}
