using AiScholar.Rl;
using AiScholar.Rl.ResearchAssistant;

namespace QuickStart;

/// <summary>Step 4: the same work, sooner done.</summary>
internal static class OptimizeWorkflow
{
    private const int Schedules = 5000;

    public static async Task RunAsync(IResearchAssistant assistant, int seed, OutputFolder? output)
    {
        ResearchWorkflow workflow = LabWorkflow.Create();
        Screen.Step(4, $"Optimizing a workflow of {workflow.TaskSequence.Count} tasks");
        Screen.Line("Limited: " + string.Join(", ", workflow.Resources.Select(resource => $"{resource.Name} {resource.Capacity}")));
        OptimizedWorkflow optimized = await Screen.ProgressAsync("Schedules", async progress =>
            await assistant.OptimizeWorkflowAsync(workflow, new OptimizationRequest
            {
                ScheduleBudget = Schedules,
                Seed = seed,
                Progress = new Progress<OptimizationProgress>(found => progress.Report((double)found.SchedulesGenerated / Schedules)),
            }));

        Draw("As planned", optimized.OriginalTasks, optimized.OriginalMakespan, optimized.OriginalMakespan);
        Draw("Optimized", optimized.OptimizedTasks, optimized.Makespan, optimized.OriginalMakespan);
        Screen.Line($"{optimized.EfficiencyImprovement:P0} shorter; no schedule can be shorter than {optimized.LowerBound.TotalHours:0} h{(optimized.IsProvenOptimal ? ", so this one is proven the best" : "")}.");
        foreach (string sentence in optimized.OptimizationRationale)
            Screen.Line($"- {sentence}");
        output?.WriteModel("workflow.json", optimized);
    }

    // Both charts have one scale, that of the plan.
    private static void Draw(string title, IReadOnlyList<ScheduledTask> tasks, TimeSpan makespan, TimeSpan scale)
    {
        Screen.Line($"{title}: {makespan.TotalHours:0} h");
        Screen.Line(TextGantt.Render(tasks, Screen.Width - 44, scale));
    }
}
