namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class ExperimentTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    public async Task RunAsync_SameSeed_GivesTheSameReportWhateverTheParallelism(int first, int second)
    {
        string one = (await Small(first).RunAsync()).ToJson();
        string other = (await Small(second).RunAsync()).ToJson();

        Assert.Equal(one, other);
    }

    [Fact]
    public async Task RunAsync_AnotherSeed_GivesAnotherReport() =>
        Assert.NotEqual((await Small(1, seed: 1).RunAsync()).ToJson(), (await Small(1, seed: 2).RunAsync()).ToJson());

    [Fact]
    public async Task RunAsync_LinUcbInALinearWorld_HasSublinearRegret()
    {
        ExperimentReport report = await new Experiment
        {
            Environments = [new LinearBandit { ActionCount = 5, FeatureCount = 5 }],
            Learners = [Learner.Loop("lin-ucb", loop => loop.UseLinUcb(options => options.Alpha = 1)), Learner.Uniform()],
            Steps = 1000,
            Replications = 3,
        }.RunAsync();

        Assert.True(report.Of("linear", "lin-ucb").Mean("regret_exponent") < 0.7, report.ToMarkdown());
        Assert.InRange(report.Of("linear", "uniform").Mean("regret_exponent")!.Value, 0.9, 1.1);
        Assert.True(report.Of("linear", "lin-ucb").Mean("simple_regret") < 0.02, report.ToMarkdown());
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var experiment = new Experiment { Environments = [new LinearBandit()], Learners = [Learner.Policy("stopping", _ => new DelegatePolicy { Fill = probabilities => { source.Cancel(); probabilities[0] = 1; } })] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => experiment.RunAsync(cancellationToken: source.Token));
    }

    [Fact]
    public async Task RunAsync_NamesGivenTwice_Throws()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Experiment { Environments = [new LinearBandit(), new LinearBandit()], Learners = [Learner.Uniform()] }.RunAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Experiment { Environments = [new LinearBandit()], Learners = [] }.RunAsync());
    }

    [Fact]
    public void Settings_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Experiment { Environments = [], Learners = [], Steps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Experiment { Environments = [], Learners = [], ConfidenceLevel = 1 });
        Assert.Throws<ArgumentNullException>(() => new Experiment { Environments = null!, Learners = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearBandit { Noise = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreferenceBandit { ActionCount = 1 });
        Assert.Throws<ArgumentException>(() => new AbruptDrift { Inner = new LinearBandit(), ChangePoints = [5, 5] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayedRewards { Inner = new LinearBandit(), MeanDelay = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentException>(() => Learner.Policy(" ", _ => new DelegatePolicy()));
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardEvaluators.Recovery(0));
    }

    [Theory]
    [InlineData("no actions")]
    [InlineData("rewards")]
    [InlineData("not finite")]
    [InlineData("slots")]
    [InlineData("negative")]
    [InlineData("twice")]
    public async Task RunAsync_AnUnusableStep_IsNamed(string wrong)
    {
        var good = new LinearBandit { ActionCount = 2, Noise = 0 }.Run(1).First();
        EnvironmentStep bad = wrong switch
        {
            "no actions" => good with { Actions = [], ExpectedRewards = [], Rewards = [] },
            "rewards" => good with { Rewards = [1] },
            "not finite" => good with { Rewards = [1, double.NaN] },
            "slots" => good with { PositionWeights = [1, 1, 1] },
            "negative" => good with { Elapsed = TimeSpan.FromSeconds(-1) },
            _ => good with { Actions = [good.Actions[0], good.Actions[0]] },
        };

        var exception = await Assert.ThrowsAsync<PersonalizationException>(() => new Experiment { Environments = [new FixedEnvironment([good, bad])], Learners = [Learner.Uniform()] }.RunAsync());

        Assert.Contains(wrong, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Step 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AnEnvironmentThatEnds_EndsTheRun()
    {
        EnvironmentStep step = new LinearBandit().Run(1).First();
        ExperimentReport report = await new Experiment { Environments = [new FixedEnvironment([step, step, step])], Learners = [Learner.Uniform()] }.RunAsync();

        Assert.Equal(3, report.Results[0].Steps);
        Assert.All(report.Results[0].Curves, curve => Assert.Equal(3, curve.Points[^1].Step));
    }

    [Fact]
    public async Task RunAsync_MeasuringCost_TellsIt()
    {
        ExperimentReport report = await new Experiment { Environments = [new LinearBandit()], Learners = [Learner.Loop("loop")], Steps = 50, Replications = 1, MeasureCost = true, MaxDegreeOfParallelism = 1 }.RunAsync();

        Assert.True(report.Results[0].Cost is { DecisionMicroseconds: > 0, RewardMicroseconds: > 0, AllocatedBytes: > 0 });
        Assert.Contains("us/decision", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AsJson_ReadsBack()
    {
        ExperimentReport report = await Small(2).RunAsync();

        Assert.Equal(report.ToJson(), ExperimentReport.FromJson(report.ToJson()).ToJson());
        Assert.Throws<AdvancedRlException>(() => ExperimentReport.FromJson("{}"));
    }

    [Fact]
    public async Task Report_AsMarkdown_HasARowForEachLearner()
    {
        string[] lines = (await Small(2).RunAsync()).ToMarkdown().Split('\n');

        Assert.Equal(3, lines.Count(line => line.StartsWith("| ", StringComparison.Ordinal) && (line.Contains("uniform", StringComparison.Ordinal) || line.Contains("oracle", StringComparison.Ordinal) || line.Contains("loop", StringComparison.Ordinal))));
        Assert.Single(lines.Where(line => line.StartsWith('|')).Select(line => line.Count(character => character == '|')).Distinct());
    }

    private static Experiment Small(int degree, int seed = 0) => new()
    {
        Environments = [new DelayedRewards { Inner = new HeterogeneousUsers(), Parts = 2 }],
        Learners = [Learner.Uniform(), Learner.Oracle(), Learner.Loop("loop")],
        Steps = 60,
        Replications = 3,
        Seed = seed,
        MaxDegreeOfParallelism = degree,
    };
}
