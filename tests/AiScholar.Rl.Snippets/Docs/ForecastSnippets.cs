using AiScholar.Rl.ResearchAssistant;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class ForecastSnippets
{
    public static async Task Forecast(IServiceProvider services, IReadOnlyList<WorkflowSession> finished, DateTimeOffset begun, Stream file, CancellationToken cancellationToken)
    {
        // snippet-start: forecast-running
        var forecaster = services.GetRequiredService<IWorkflowForecaster>();
        foreach (WorkflowSession session in finished)
            await forecaster.ObserveAsync(session, cancellationToken);

        WorkflowForecast? forecast = await forecaster.ForecastAsync(new RunningWorkflow
        {
            Id = "sample-417",
            Activities =
            [
                new WorkflowActivity { Name = "prepare", Start = begun, Features = [Feature.Categorical("tissue", "liver")] },
                new WorkflowActivity { Name = "sequence", Start = begun.AddHours(3), Person = "p-17" },
            ],
            Deadline = begun.AddDays(2),
        }, cancellationToken);
        if (forecast is { RemainingTime: { } remaining })
        {
            Console.WriteLine($"next: {forecast.NextActivities[0].Name ?? "the end"} ({forecast.NextActivities[0].Probability:P0})");
            Console.WriteLine($"ends in {remaining.Median} ({remaining.LowerQuantile} to {remaining.UpperQuantile}), late with {forecast.DelayProbability:P0}");
            Console.WriteLine(forecast.Basis);
        }
        // snippet-end

        // snippet-start: forecast-save
        await forecaster.SaveAsync(file, cancellationToken);
        // snippet-end
    }

    public static async Task Save(Stream file, Stream saved, CancellationToken cancellationToken)
    {
        // snippet-start: process-stream-save
        var statistics = new ProcessStatistics(capacity: 50_000);
        await statistics.LoadAsync(saved, cancellationToken);
        await statistics.SaveAsync(file, cancellationToken);
        // snippet-end
    }
}
