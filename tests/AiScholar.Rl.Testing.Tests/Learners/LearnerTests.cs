using NSubstitute;

namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class LearnerTests
{
    private static readonly PreferenceBandit World = new() { ActionCount = 4 };

    [Fact]
    public async Task Oracle_InEveryWorld_HasNoRegret()
    {
        ExperimentReport report = await RunAsync(Learner.Oracle(),
            new LinearBandit(), new LogisticBandit(), World, new HeterogeneousUsers(),
            new AbruptDrift { Inner = new PreferenceBandit(), ChangePoints = [100] },
            new GradualDrift { Inner = new LinearBandit(), From = 50, Until = 150 },
            new SeasonalDrift { Inner = new LogisticBandit(), Period = 50 },
            new ChangingActions { Inner = new LinearBandit(), Count = 3 },
            new Slates { Inner = new LinearBandit() },
            new DelayedRewards { Inner = new LinearBandit { Name = "late" }, Parts = 2, LostShare = 0.2 });

        Assert.All(report.Results, result => Assert.Equal((0, 1), (result.Mean("regret"), result.Mean("optimal_share"))));
    }

    [Fact]
    public async Task Uniform_InAPreferenceWorld_HasTheRegretOfChance()
    {
        // The gap of 0.6 is paid by three of four actions: 0.45 a decision.
        ExperimentReport report = await RunAsync(Learner.Uniform(), World);
        ExperimentFigure regret = report.Results[0].Figures.Single(figure => figure.Name == "regret");

        Assert.InRange(0.45 * 200, regret.LowerBound!.Value - 3, regret.UpperBound!.Value + 3);
        Assert.InRange(report.Results[0].Mean("regret_exponent")!.Value, 0.95, 1.05);
    }

    [Fact]
    public async Task Always_TheBestActionOfAWorldWithOneKind_HasNoRegret()
    {
        var world = new PreferenceBandit { KindCount = 1, ActionCount = 3 };
        string best = world.Run(Seeds.Derive(0, 0)).First() is { } step ? step.Actions[step.ExpectedRewards.ToList().IndexOf(0.8)].Id : "";

        ExperimentReport report = await new Experiment { Environments = [world], Learners = [Learner.Always(best), Learner.Always("absent")], Steps = 50, Replications = 1 }.RunAsync();

        Assert.Equal(0, report.Results[0].Mean("regret"));
        Assert.True(report.Results[1].Mean("regret") > 0);
    }

    [Fact]
    public async Task Policy_OfTheHost_LearnsAndIsDisposed()
    {
        var policy = new DelegatePolicy();

        await RunAsync(Learner.Policy("own", _ => policy), 1, World);

        Assert.Equal(200, policy.Learned.Count);
        Assert.All(policy.Learned, learned => Assert.Equal((4, 0.25), (learned.Offered, learned.Propensity)));
        Assert.True(policy.IsDisposed);
    }

    [Fact]
    public async Task Policy_ThatLearns_BeatsChanceInAWorldWithOneKind()
    {
        var world = new PreferenceBandit { KindCount = 1 };
        ExperimentReport report = await new Experiment { Environments = [world], Learners = [Learner.Policy("greedy", _ => new GreedyMeansPolicy()), Learner.Uniform()], Steps = 400, Replications = 5 }.RunAsync();

        Assert.True(report.Of("preference", "greedy").Mean("regret") < 0.4 * report.Of("preference", "uniform").Mean("regret"));
    }

    [Fact]
    public async Task Policy_WhenRewardsComeInParts_LearnsTheirSumOnce()
    {
        var policy = new DelegatePolicy();
        var world = new DelayedRewards { Inner = new LinearBandit { Noise = 0 }, Parts = 4, MeanDelay = TimeSpan.FromSeconds(2) };

        await RunAsync(Learner.Policy("own", _ => policy), 1, world);

        Assert.InRange(policy.Learned.Count, 150, 200);
        Assert.All(policy.Learned, learned => Assert.InRange(learned.Reward, 0, 1));
    }

    [Fact]
    public async Task Policy_WhenEveryRewardIsLost_LearnsNothing()
    {
        var policy = new DelegatePolicy();

        await RunAsync(Learner.Policy("own", _ => policy), 1, new DelayedRewards { Inner = World, LostShare = 1 });

        Assert.Empty(policy.Learned);
    }

    [Fact]
    public async Task Policy_WhenZeroIsSilent_LearnsOfClicksOnly()
    {
        var policy = new DelegatePolicy();

        await RunAsync(Learner.Policy("own", _ => policy), 1, new DelayedRewards { Inner = World, MeanDelay = TimeSpan.Zero, IsZeroSilent = true });

        Assert.InRange(policy.Learned.Count, 30, 120);
        Assert.All(policy.Learned, learned => Assert.Equal(1, learned.Reward));
    }

    [Fact]
    public async Task Loop_WithAWindowAndADefaultReward_UnlearnsWhatIsNeverClicked()
    {
        var late = new DelayedRewards { Inner = World, MeanDelay = TimeSpan.FromSeconds(5), IsZeroSilent = true };
        ExperimentReport report = await new Experiment
        {
            Environments = [late],
            Learners =
            [
                Learner.Loop("without", loop => loop.UseEpsilonGreedy()),
                Learner.Loop("with", loop => loop.UseEpsilonGreedy().Configure(options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(1), 0))),
            ],
            Steps = 800,
            Replications = 4,
        }.RunAsync();

        Assert.True(report.Of(late.Name, "with").Mean("regret") < report.Of(late.Name, "without").Mean("regret"), report.ToMarkdown());
    }

    [Fact]
    public async Task Policy_OnSlates_LearnsEachSlotAmongWhatWasLeft()
    {
        var policy = new DelegatePolicy();

        await RunAsync(Learner.Policy("own", _ => policy), 1, new Slates { Inner = World, PositionWeights = [1, 0.5] });

        Assert.Equal(400, policy.Learned.Count);
        Assert.All(policy.Learned.Where((_, index) => index % 2 == 1), learned => Assert.Equal((3, 1 / 3.0), (learned.Offered, Math.Round(learned.Propensity, 15)), TupleComparer));
    }

    [Theory]
    [InlineData(-0.5, 1.5)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.5, 0.4)]
    public async Task Policy_WithoutADistribution_IsRefusedByName(double first, double second)
    {
        var policy = new DelegatePolicy { Fill = probabilities => (probabilities[0], probabilities[1]) = (first, second) };

        var exception = await Assert.ThrowsAsync<PersonalizationException>(() => RunAsync(Learner.Policy("crooked", _ => policy), World));

        Assert.Equal(AdvancedRlErrorCode.PolicyInvalid, exception.ErrorCode);
        Assert.Contains("crooked", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_ThatThrows_IsNamedWithItsCause()
    {
        var policy = new DelegatePolicy { Fill = _ => throw new InvalidDataException("broken") };

        var exception = await Assert.ThrowsAsync<ExtensionException>(() => RunAsync(Learner.Policy("faulty", _ => policy), World));

        Assert.Contains("faulty", exception.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(exception.InnerException);
    }

    [Fact]
    public async Task Loop_WithDefaults_LearnsThroughThePublicApi()
    {
        ExperimentReport report = await new Experiment { Environments = [World], Learners = [Learner.Loop("loop"), Learner.Uniform()], Steps = 500, Replications = 3 }.RunAsync();

        Assert.True(report.Of("preference", "loop").Mean("regret") < 0.7 * report.Of("preference", "uniform").Mean("regret"));
        Assert.Equal(0, report.Of("preference", "loop").Mean("issues"));
    }

    [Fact]
    public async Task Loop_OnSlates_FillsEverySlot()
    {
        ExperimentReport report = await RunAsync(Learner.Loop("loop"), new Slates { Inner = World });

        Assert.InRange(report.Results[0].Mean("mean_reward")!.Value, 0.2, 1.75);
    }

    [Fact]
    public async Task Personalizer_OfTheHost_IsAskedAndTold()
    {
        var loop = Substitute.For<IPersonalizer>();
        var times = new List<DateTimeOffset>();

        await RunAsync(Learner.Personalizer("own", (_, clock) =>
        {
#pragma warning disable CA2012 // how a substitute is told
            loop.DecideAsync(default!, default).ReturnsForAnyArgs(call =>
            {
                times.Add(clock.GetUtcNow());
                return ValueTask.FromResult(AlwaysFirst(call.Arg<DecisionRequest>(), times.Count));
            });
#pragma warning restore CA2012
            return loop;
        }), 1, World);

        Assert.Equal((200, TimeSpan.FromSeconds(199)), (times.Count, times[^1] - times[0]));
        await loop.ReceivedWithAnyArgs(200).RewardAsync(default!, default);
    }

    private static Decision AlwaysFirst(DecisionRequest request, int number) => new()
    {
        EventId = $"{number}",
        LoopName = "own",
        ChosenActionId = request.Actions[0].Id,
        Propensity = 1,
        Ranking = [.. request.Actions.Select((action, index) => new RankedAction { ActionId = action.Id, Propensity = index == 0 ? 1 : 0 })],
        PolicyName = "first",
    };

    private static readonly IEqualityComparer<(int, double)> TupleComparer = EqualityComparer<(int, double)>.Create((left, right) => left.Item1 == right.Item1 && Math.Abs(left.Item2 - right.Item2) < 1e-9);

    private static Task<ExperimentReport> RunAsync(Learner learner, params IEnvironment[] environments) => RunAsync(learner, 5, environments);

    private static Task<ExperimentReport> RunAsync(Learner learner, int replications, params IEnvironment[] environments) =>
        new Experiment { Environments = environments, Learners = [learner], Steps = 200, Replications = replications }.RunAsync();
}
