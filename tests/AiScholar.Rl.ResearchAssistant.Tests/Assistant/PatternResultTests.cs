using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests.Assistant;

/// <summary>What a third party's learner returns is looked at before a host gets it.</summary>
[Trait("Category", "Unit")]
public sealed class PatternResultTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(double.NaN, 0, 1, 0.5)]
    [InlineData(double.PositiveInfinity, 0, 1, 0.5)]
    [InlineData(0.5, double.NaN, 1, 0.5)]
    [InlineData(0.5, 0.6, 1, 0.5)]
    [InlineData(0.5, 0, 1, 1.5)]
    [InlineData(0.5, 0, 1, double.NaN)]
    public async Task LearnPatternsAsync_EffectIsNonsense_NamesTheLearner(double value, double lower, double upper, double probability)
    {
        var issues = await LearnAsync(value, lower, upper, probability);

        Assert.Contains(issues, issue => issue.Message.Contains("odd", StringComparison.Ordinal) && issue.Message.Contains("effect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LearnPatternsAsync_EffectIsSound_HasNoIssue() =>
        Assert.DoesNotContain(await LearnAsync(0.5, 0, double.PositiveInfinity, 0.5), issue => issue.Message.Contains("odd", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<ResultIssue>> LearnAsync(double value, double lower, double upper, double probability)
    {
        var effect = new EffectEstimate { Measure = "odds ratio", Value = value, LowerBound = lower, UpperBound = upper, PValue = probability, SampleCount = 9 };
        await using var services = ResearchHost.Create(assistant => assistant.AddPatternLearner<OddLearner>("odd"), collection => collection.AddSingleton(effect));
        var session = new WorkflowSession { Id = "s", Activities = [new WorkflowActivity { Name = "a", Start = Start, End = Start.AddHours(1) }] };
        var patterns = await services.GetRequiredService<IResearchAssistant>().LearnPatternsAsync([session], cancellationToken: TestContext.Current.CancellationToken);
        return patterns.Issues;
    }

    private sealed class OddLearner(EffectEstimate effect) : IPatternLearner
    {
        public ValueTask<WorkflowPatterns> LearnPatternsAsync(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new WorkflowPatterns
            {
                Confidence = 0.5,
                ApplicabilityScope = new ApplicabilityScope { SessionCount = sessions.Count },
                Patterns = [new WorkflowPattern { Kind = new PatternKind("odd"), Support = 1, SupportCount = sessions.Count, Confidence = 1, Effect = effect }],
            });
    }
}
