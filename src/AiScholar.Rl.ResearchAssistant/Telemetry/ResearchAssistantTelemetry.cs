using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Meter of this package. Calls of optimizers and learners are timed and traced by the extension runtime.</summary>
internal static class ResearchAssistantTelemetry
{
    public const string Name = "AiScholar.Rl.ResearchAssistant";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Improvement =
        Meter.CreateHistogram<double>("aischolar.rl.workflow.improvement", "1", "Part of the original makespan that an optimization saved.");

    private static readonly Histogram<double> Gap =
        Meter.CreateHistogram<double>("aischolar.rl.workflow.gap", "1", "Gap between makespan and lower bound of an optimized workflow.");

    private static readonly Counter<long> Forecasts = Meter.CreateCounter<long>("aischolar.rl.workflow.forecasts", "{forecast}", "Forecasts of running work.");

    private static readonly Histogram<double> ForestGrowth =
        Meter.CreateHistogram<double>("aischolar.rl.workflow.forecast.growth", "s", "Time to grow the forest of remaining times anew.");

    public static void OnForecast() => Forecasts.Add(1);

    public static void OnForestGrown(TimeSpan elapsed) => ForestGrowth.Record(elapsed.TotalSeconds);

    public static void OnOptimized(string optimizer, OptimizedWorkflow optimized)
    {
        var tags = new TagList { { "optimizer", optimizer } };
        Improvement.Record(optimized.EfficiencyImprovement, tags);
        Gap.Record(optimized.Gap, tags);
    }
}
