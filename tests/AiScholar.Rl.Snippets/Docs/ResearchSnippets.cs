using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class ResearchSnippets
{
    public static async Task Optimize(IResearchAssistant assistant, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-optimize
        OptimizedWorkflow optimized = await assistant.OptimizeWorkflowAsync(workflow, new OptimizationRequest { ScheduleBudget = 5_000, Seed = 1 });

        Console.WriteLine($"{optimized.OriginalMakespan} -> {optimized.Makespan}, at most {optimized.Gap:P1} above the best");
        foreach (string sentence in optimized.OptimizationRationale)
            Console.WriteLine(sentence);
        Console.WriteLine(TextGantt.Render(optimized.OptimizedTasks));
        // snippet-end
    }

    public static async Task OptimizeRobustly(IResearchAssistant assistant, ITaskDurationModel durations, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-robust
        OptimizedWorkflow plan = await assistant.OptimizeWorkflowAsync(
            durations.WithForecasts(workflow), new OptimizationRequest { ScheduleBudget = 5_000, Robustness = new RobustnessRequest { Quantile = 0.9 } });
        RobustnessReport report = plan.Robustness!;
        Console.WriteLine($"{report.ExpectedMakespan} on average; promise {plan.Makespan + report.ProjectBuffer}; the deadline holds in {report.DeadlineProbability:P0}");
        foreach (TaskCriticality task in report.Criticality.Take(3))
            Console.WriteLine($"{task.TaskId} sets the end in {task.Index:P0} of the futures");
        // snippet-end
    }

    public static async Task Promise(IResearchAssistant assistant, ITaskDurationModel durations, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-promise
        ResearchWorkflow forecast = durations.WithForecasts(workflow, new DurationForecastSettings { ReplacesLengths = true, IncludesUnseenKinds = true });
        OptimizedWorkflow plan = await assistant.OptimizeWorkflowAsync(forecast, new OptimizationRequest { Robustness = new RobustnessRequest { Quantile = 0.95 } });
        TimeSpan promise = plan.Robustness!.Quantiles.Single(quantile => quantile.Probability == 0.95).Makespan;
        // snippet-end
        Console.WriteLine(promise);
    }

    public static async Task Buffer(IResearchAssistant assistant, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-buffers
        OptimizedWorkflow plan = await assistant.OptimizeWorkflowAsync(workflow, new OptimizationRequest { Robustness = new RobustnessRequest { KeepStartProbability = 0.8 } });
        foreach (TaskBuffer buffer in plan.Robustness!.Buffers)
            Console.WriteLine($"{buffer.Buffer} before {buffer.TaskId}: starts as published in {buffer.KeptProbability:P0} of the futures instead of {buffer.KeptProbabilityWithout:P0}");
        Console.WriteLine($"{plan.Robustness.ExpectedDelay} expected delay instead of {plan.Robustness.ExpectedDelayWithoutBuffers}");
        // snippet-end
    }

    public static void RegisterSuggestions(IServiceCollection services)
    {
        // snippet-start: scheduling-suggest-register
        services.AddAdvancedRl(rl => rl
            .AddResearchAssistant(assistant => assistant.AddDefaults())
            .AddPersonalization("workflow-suggestions", loop => loop.AddDefaults()));
        // snippet-end
    }

    public static async Task Suggest(IWorkflowSuggestions suggestions, ResearchWorkflow workflow)
    {
        // snippet-start: scheduling-suggest
        WorkflowSuggestion suggestion = await suggestions.SuggestAsync(new WorkflowSuggestionRequest { Workflow = workflow, UserId = "ada" });
        Console.WriteLine($"{suggestion.Strategy}: {suggestion.Schedule.OriginalMakespan} -> {suggestion.Schedule.Makespan}");

        // ... when the user has taken or refused it:
        await suggestions.ReportAsync(new WorkflowSuggestionOutcome { EventId = suggestion.EventId, ScheduleReward = suggestion.ScheduleReward, Acceptance = 1 });
        // snippet-end
    }

    public static void Register(IAdvancedRlBuilder rl)
    {
        // snippet-start: scheduling-or-tools
        rl.AddResearchAssistant(r => r.UseOrTools());
        // snippet-end
    }

    public static async Task Learn(IResearchAssistant assistant, IReadOnlyList<WorkflowSession> sessions)
    {
        // snippet-start: patterns-learn
        WorkflowPatterns learned = await assistant.LearnPatternsAsync(sessions, new PatternLearningRequest { MinimumSupport = 0.3, ClosedOnly = true });
        foreach (WorkflowPattern pattern in learned.Patterns)
            Console.WriteLine($"{string.Join(" -> ", pattern.Steps.Select(step => string.Join(" + ", step)))}: {pattern.Support:P0} of sessions");
        // snippet-end
    }

    public static void Mine()
    {
        // snippet-start: patterns-mine
        SequenceDatabase database = new SequenceDatabaseBuilder().AddSequence(1, 2, 3).AddSequence(1, 3).Build();
        foreach (SequentialPattern pattern in SequentialPatternMiner.Mine(database, new SequentialPatternOptions { MinimumSupport = 0.5 }))
            Console.WriteLine($"{pattern.Support}: {string.Join(" -> ", pattern.Elements.Select(element => string.Join(",", element)))}");
        // snippet-end
    }

    public static async Task Contrast(IResearchAssistant assistant, IReadOnlyList<WorkflowSession> sessions)
    {
        // snippet-start: patterns-contrast
        WorkflowPatterns learned = await assistant.LearnPatternsAsync(sessions, new PatternLearningRequest
        {
            MinimumSupport = 0.2,
            MaximumGap = 3,
            MaximumDuration = TimeSpan.FromDays(7),
            ContrastOutcomes = true,
            MinimumRuleConfidence = 0.7,
        });
        foreach (WorkflowPattern pattern in learned.Patterns.Where(pattern => pattern.Contrast?.AdjustedPValue < 0.05))
            Console.WriteLine($"{pattern.Description} Success {pattern.Contrast!.SuccessRateWith:P0} with it, {pattern.Contrast.SuccessRateWithout:P0} without.");
        // snippet-end
    }
}
