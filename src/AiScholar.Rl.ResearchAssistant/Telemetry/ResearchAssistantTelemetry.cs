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

    public static void OnOptimized(string optimizer, OptimizedWorkflow optimized)
    {
        var tags = new TagList { { "optimizer", optimizer } };
        Improvement.Record(optimized.EfficiencyImprovement, tags);
        Gap.Record(optimized.Gap, tags);
    }
}
