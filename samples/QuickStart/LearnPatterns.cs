using AiScholar.Rl;

namespace QuickStart;

/// <summary>Step 5: what do the recorded sessions that went well have in common?</summary>
internal static class LearnPatterns
{
    private const int Recorded = 200;

    public static async Task RunAsync(IResearchAssistant assistant, int seed, OutputFolder? output)
    {
        Screen.Step(5, $"Learning patterns from {Recorded} recorded sessions");
        var random = new Random(seed);
        WorkflowSession[] sessions = [.. Enumerable.Range(0, Recorded).Select(index => Record(index, random))];
        WorkflowPatterns learned = await assistant.LearnPatternsAsync(sessions, new PatternLearningRequest { MinimumSupport = 0.3 });

        Screen.Table(
            ["Kind", "Pattern", "Support", "Confidence"],
            learned.Patterns
                .Where(pattern => pattern.Steps.Count != 1)
                .Take(10)
                .Select(pattern => new[]
                {
                    pattern.Kind.Value,
                    pattern.Steps.Count > 0 ? string.Join(" -> ", pattern.Steps.Select(step => string.Join("+", step))) : Screen.Shorten(pattern.Description, 70),
                    $"{pattern.Support:P0} ({pattern.SupportCount})",
                    $"{pattern.Confidence:P0}",
                }));
        Screen.Line($"{learned.Patterns.Count} patterns, confidence {learned.Confidence:0.00}. {learned.ApplicabilityScope.Description}");
        output?.WriteModel("patterns.json", learned);
    }

    // Everybody searches and reads; those who write a protocol before they measure rarely have to repeat the measurement.
    private static WorkflowSession Record(int index, Random random)
    {
        bool plans = random.NextDouble() < 0.6, repeats = random.NextDouble() < (plans ? 0.1 : 0.7);
        List<string> names = ["search", "read"];
        if (random.NextDouble() < 0.3)
            names.Add("discuss");
        if (plans)
            names.Add("protocol");
        names.Add("measure");
        if (repeats)
            names.AddRange(["analyse", "measure"]);
        names.AddRange(["analyse", "write"]);

        var start = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).AddDays(index);
        return new WorkflowSession
        {
            Id = $"session-{index}",
            Domain = "biology",
            Succeeded = !repeats,
            Activities = [.. names.Select((name, step) => new WorkflowActivity { Name = name, Start = start.AddHours(step), End = start.AddHours(step + 1), Person = $"person-{random.Next(4)}" })],
        };
    }
}
