using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class PracticeSnippets
{
    public static async Task Learn(IServiceCollection collection, IReadOnlyList<WorkflowSession> sessions, ResearchWorkflow workflow, CancellationToken cancellationToken)
    {
        // snippet-start: practices-register
        collection.AddAdvancedRl(rl => rl
            .AddResearchAssistant(assistant => assistant.AddDefaults())
            .AddPersonalization("practices", loop => loop.AddDefaults().UseEpsilonGreedy(options => options.FinalEpsilon = 0.5)));
        // snippet-end
        using ServiceProvider services = collection.BuildServiceProvider();

        // snippet-start: practices-find
        var assistant = services.GetRequiredService<IResearchAssistant>();
        BestPractices found = await assistant.FindBestPracticesAsync(sessions, new BestPracticesRequest { Confounders = ["difficulty"] }, cancellationToken);
        foreach (BestPractice practice in found.Practices)
            Console.WriteLine(practice.Advice);
        // snippet-end

        // snippet-start: practices-trial
        var trials = services.GetRequiredService<IPracticeTrials>();
        PracticeTrial trial = await trials.AssignAsync(new PracticeTrialRequest { Practice = found.Practices[0] }, cancellationToken);
        Console.WriteLine(trial.IsFollowed ? "Please follow it." : "Please go on as usual.");
        // … the work is done …
        await trials.ReportAsync(trial.EventId, outcome: 1, cancellationToken: cancellationToken);
        PracticeTrialReport report = await trials.GetReportAsync(found.Practices[0].Id, cancellationToken: cancellationToken);
        Console.WriteLine(report.Conclusion);
        // snippet-end

        // snippet-start: practices-collaboration
        WorkflowPatterns collaboration = await assistant.LearnPatternsAsync(sessions, new PatternLearningRequest { Learner = "collaboration" }, cancellationToken);
        foreach (WorkflowPattern pattern in collaboration.Patterns)
            Console.WriteLine($"{pattern.Kind}: {pattern.Effect!.Value:F2} ({pattern.Effect.LowerBound:F2} to {pattern.Effect.UpperBound:F2}) {pattern.Description}");
        // snippet-end

        // snippet-start: durations-learn
        var durations = services.GetRequiredService<ITaskDurationModel>();
        foreach (WorkflowSession session in sessions)
            durations.Learn(session);
        DurationForecast? forecast = durations.Forecast(new DurationQuery { TaskType = "assay", Person = "p-17", Amount = 96 });
        Console.WriteLine($"{forecast?.Distribution.Quantile(0.5)} ({forecast?.Distribution.Quantile(0.9)} nine times in ten): {forecast?.Basis}");
        ResearchWorkflow planned = durations.WithForecasts(workflow);
        // snippet-end
        GC.KeepAlive(planned);
    }
}
