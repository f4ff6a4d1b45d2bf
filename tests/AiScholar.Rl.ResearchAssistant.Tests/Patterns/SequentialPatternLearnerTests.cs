namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class SequentialPatternLearnerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task LearnPatternsAsync_ExampleOccurrence_HasPlacesAndTimes()
    {
        WorkflowSession session = Timed("one", null, ("x", 0), ("a", 1), ("y", 2), ("b", 5));

        WorkflowPatterns learnt = await LearnAsync([session], new PatternLearningRequest { MinimumSupport = 1, RequiredActivities = ["a"], ExcludedActivities = ["x", "y"] });

        PatternOccurrence example = Assert.Single(learnt.Patterns).Example!;
        Assert.Equal("one", example.SessionId);
        Assert.Equal([1, 3], example.Positions);
        Assert.Equal([Start.AddHours(1), Start.AddHours(5)], example.Times);
    }

    [Fact]
    public async Task LearnPatternsAsync_TimeConstraint_LeavesSlowOnesOut()
    {
        WorkflowSession[] sessions = [Timed("fast", null, ("a", 0), ("b", 1)), Timed("slow", null, ("a", 0), ("b", 9))];

        WorkflowPatterns learnt = await LearnAsync(sessions, new PatternLearningRequest { MinimumSupport = 0.4, MaximumDuration = TimeSpan.FromHours(2) });

        Assert.Equal(1, learnt.Patterns.Single(pattern => pattern.Steps.Count == 2).SupportCount);
    }

    [Fact]
    public async Task LearnPatternsAsync_TimeConstraintWithoutTimes_IsRefused() =>
        await Assert.ThrowsAsync<WorkflowException>(async () => await LearnAsync(Logs.L1, new PatternLearningRequest { MaximumGapTime = TimeSpan.FromHours(1) }));

    [Fact]
    public async Task LearnPatternsAsync_Contrast_FindsWhatGoesWithSuccessAndNothingElse()
    {
        var random = new Random(3);
        WorkflowSession[] sessions = [.. Enumerable.Range(0, 200).Select(index =>
        {
            bool reviewed = random.Next(2) == 0;
            string noise = string.Concat("pqrstu".Where(_ => random.Next(2) == 0));
            return Logs.Session(index, noise + (reviewed ? "v" : "") + "z") with { Succeeded = random.NextDouble() < (reviewed ? 0.9 : 0.4) };
        })];

        WorkflowPatterns learnt = await LearnAsync(sessions, new PatternLearningRequest { MinimumSupport = 0.2, MaximumLength = 1, ClosedOnly = false, ContrastOutcomes = true });

        WorkflowPattern reviewing = learnt.Patterns.Single(pattern => pattern.Steps[0][0] == "v");
        Assert.True(reviewing.Contrast is { AdjustedPValue: < 0.01, OddsRatio: > 3 } contrast && contrast.SuccessRateWith > contrast.SuccessRateWithout);
        Assert.All(learnt.Patterns.Where(pattern => pattern != reviewing), pattern => Assert.True(pattern.Contrast!.AdjustedPValue > 0.05, pattern.Description));
    }

    [Fact]
    public async Task LearnPatternsAsync_ContrastWithoutFailures_SaysSo()
    {
        WorkflowPatterns learnt = await LearnAsync([.. Logs.L1.Select(session => session with { Succeeded = true })], new PatternLearningRequest { ContrastOutcomes = true });

        Assert.All(learnt.Patterns, pattern => Assert.Null(pattern.Contrast));
        Assert.Contains("0 as failures", Assert.Single(learnt.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LearnPatternsAsync_Rules_HaveLift()
    {
        WorkflowPatterns learnt = await LearnAsync(Logs.Of("5*ab", "5*cd"), new PatternLearningRequest { MinimumRuleConfidence = 0.8 });

        WorkflowPattern rule = learnt.Patterns.First(pattern => pattern.Kind == PatternKind.Rule);
        Assert.Equal([["a"], ["b"]], rule.Steps);
        Assert.Equal((2.0, 1.0), (rule.Lift!.Value, rule.Confidence));
    }

    [Fact]
    public void Of_RandomOutcomes_RarelyFindsAnything()
    {
        var random = new Random(1);
        int found = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            bool[] outcomes = [.. Enumerable.Range(0, 80).Select(_ => random.Next(2) == 0)];
            ulong[][] shows = [.. Enumerable.Range(0, 40).Select(_ => OutcomeContrast.Pack([.. outcomes.Select(_ => random.Next(3) == 0)]))];
            found += OutcomeContrast.Of(shows, outcomes, 200, trial, default).Any(contrast => contrast.AdjustedPValue <= 0.05) ? 1 : 0;
        }

        Assert.InRange(found, 0, 8);
    }

    private static async Task<WorkflowPatterns> LearnAsync(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest request)
    {
        await using var services = ResearchHost.Create();
        return await services.Sequential().LearnPatternsAsync(sessions, request);
    }

    private static WorkflowSession Timed(string id, bool? succeeded, params (string Name, int Hour)[] activities) => new()
    {
        Id = id,
        Succeeded = succeeded,
        Activities = [.. activities.Select(activity => new WorkflowActivity { Name = activity.Name, Start = Start.AddHours(activity.Hour) })],
    };
}
