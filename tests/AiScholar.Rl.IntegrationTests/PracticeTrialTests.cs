using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.IntegrationTests;

[Trait("Category", "Integration")]
public class PracticeTrialTests
{
    private static readonly BestPractice Practice = new()
    {
        Id = "activity:plan",
        Conditions = [new PracticeCondition { Kind = PracticeConditionKind.Activity, Subject = "plan" }],
        Direction = PracticeDirection.Follow,
        Advice = "Plan.",
        OddsRatio = Effect(2),
        RiskDifference = Effect(0.2),
        AdjustedPValue = 0.01,
        SessionsWith = 10,
        SessionsWithout = 10,
        SuccessWith = 0.7,
        SuccessWithout = 0.5,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.9, 0.4, "It helps")]
    [InlineData(0.3, 0.8, "It harms")]
    public async Task GetReportAsync_WorkWithAndWithoutThePractice_TellsWhatItDoes(double with, double without, string verdict)
    {
        await using ServiceProvider services = Create();
        var trials = services.GetRequiredService<IPracticeTrials>();
        var random = new Random(1);
        for (int i = 0; i < 1500; i++)
        {
            PracticeTrial trial = await trials.AssignAsync(new PracticeTrialRequest { Practice = Practice }, Token);
            Assert.InRange(trial.Propensity, 0.1, 0.9);
            await trials.ReportAsync(trial.EventId, random.NextDouble() < (trial.IsFollowed ? with : without) ? 1 : 0, cancellationToken: Token);
        }

        PracticeTrialReport report = await trials.GetReportAsync(Practice.Id, cancellationToken: Token);

        Assert.StartsWith(verdict, report.Conclusion, StringComparison.Ordinal);
        Assert.Equal(1500, report.Followed + report.AsUsual);
        Assert.InRange(with - without, report.Effect!.LowerBound, report.Effect.UpperBound);
        Assert.Equal("No outcome is known yet.", (await trials.GetReportAsync("activity:other", cancellationToken: Token)).Conclusion);
    }

    [Fact]
    public async Task AssignAsync_NoLoop_SaysWhatToAdd()
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();

        AdvancedRlException thrown = await Assert.ThrowsAsync<AdvancedRlException>(
            () => services.GetRequiredService<IPracticeTrials>().AssignAsync(new PracticeTrialRequest { Practice = Practice }, Token).AsTask());

        Assert.Equal(AdvancedRlErrorCode.NotRegistered, thrown.ErrorCode);
        Assert.Contains("AddPersonalization(\"practices\"", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public async Task ReportAsync_NoOutcome_IsRefused(double outcome)
    {
        await using ServiceProvider services = Create();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => services.GetRequiredService<IPracticeTrials>().ReportAsync("event", outcome, cancellationToken: Token).AsTask());
    }

    private static ServiceProvider Create() => new ServiceCollection()
        .AddAdvancedRl(rl => rl
            .Configure(options => options.Seed = 1)
            .AddResearchAssistant(assistant => assistant.AddDefaults())
            .AddPersonalization("practices", loop => loop.AddDefaults().UseEpsilonGreedy(options => options.FinalEpsilon = 0.5)))
        .BuildServiceProvider();

    private static EffectEstimate Effect(double value) => new() { Measure = "test", Value = value, LowerBound = value, UpperBound = value, PValue = 0.01, SampleCount = 20 };
}
