namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class EvaluatorTests
{
    [Fact]
    public void Recovery_WhenTheShareComesBack_CountsToTheEndOfTheFirstGoodWindow()
    {
        // Right up to decision 20, wrong for 7, then right again: the window of 10 holds 9 right ones first after 7 + 9 decisions.
        Dictionary<string, double> figures = Track(StandardEvaluators.Recovery(10, 0.9), [20], Enumerable.Range(0, 60).Select(index => index is < 20 or >= 27));

        Assert.Equal((16, 1), (figures["recovery_decisions"], figures["recovered_share"]));
    }

    [Fact]
    public void Recovery_WhenItNeverComes_CountsToTheEnd()
    {
        Dictionary<string, double> figures = Track(StandardEvaluators.Recovery(10), [20], Enumerable.Range(0, 60).Select(index => index < 20));

        Assert.Equal((40, 0), (figures["recovery_decisions"], figures["recovered_share"]));
    }

    [Fact]
    public void Recovery_WithoutAChange_SaysNothing() =>
        Assert.Empty(Track(StandardEvaluators.Recovery(10), [], Enumerable.Repeat(true, 30)));

    [Fact]
    public void Regret_Exponent_IsOneForEvenErrors() =>
        Assert.Equal(1, Track(StandardEvaluators.Regret(), [], Enumerable.Repeat(false, 40))["regret_exponent"], 12);

    [Fact]
    public void Calibration_TruePropensities_AreRefutedAsOftenAsTheLevelSays()
    {
        int refuted = 0;
        double mean = 0;
        for (int run = 0; run < 200; run++)
        {
            Dictionary<string, double> figures = Calibrate(run, (random, truth) => truth);
            refuted += (int)(figures["propensity_refuted"] + figures["action_refuted"]);
            mean += figures["propensity_chi_square"] / 200;
        }

        Assert.InRange(refuted, 0, 14);
        Assert.InRange(mean, 0.85, 1.15);
    }

    [Fact]
    public void Calibration_FalsePropensities_AreRefuted()
    {
        Dictionary<string, double> figures = Calibrate(1, (_, truth) => [.. truth.Select(p => (0.7 * p) + 0.1)]);

        Assert.Equal(1, figures["propensity_refuted"]);
    }

    [Fact]
    public void Calibration_ASamplerThatPrefersTheFirst_IsRefutedByAction()
    {
        var random = new Random(1);
        ITracker tracker = StandardEvaluators.Calibration().Start([]);
        for (int i = 0; i < 2000; i++)
            tracker.Observe(Decision(i, [1.0 / 3, 1.0 / 3, 1.0 / 3], random.NextDouble() < 0.5 ? 0 : random.Next(3)));

        Assert.Equal(1, tracker.Complete().Single(figure => figure.Key == "action_refuted").Value);
    }

    [Fact]
    public void Calibration_SureChoices_SayNothing()
    {
        ITracker tracker = StandardEvaluators.Calibration().Start([]);
        for (int i = 0; i < 100; i++)
            tracker.Observe(Decision(i, [1, 0, 0], 0));

        Assert.Empty(tracker.Complete());
    }

    [Fact]
    public async Task Calibration_OfALoop_IsNotRefuted()
    {
        ExperimentReport report = await new Experiment { Environments = [new PreferenceBandit()], Learners = [Learner.Loop("uniform loop", loop => loop.UseUniform()), Learner.Uniform()], Steps = 2000, Replications = 3 }.RunAsync();

        Assert.All(report.Results, result => Assert.Equal(0, result.Mean("action_refuted")));
    }

    private static Dictionary<string, double> Calibrate(int seed, Func<Random, double[], double[]> stated)
    {
        var random = new Random(seed);
        ITracker tracker = StandardEvaluators.Calibration().Start([]);
        for (int i = 0; i < 800; i++)
        {
            double[] truth = [0.1 + (0.5 * random.NextDouble()), 0.1, 0];
            truth[2] = 1 - truth[0] - truth[1];
            double left = random.NextDouble();
            int chosen = left < truth[0] ? 0 : left < truth[0] + truth[1] ? 1 : 2;
            tracker.Observe(Decision(i, stated(random, truth), chosen));
        }

        return tracker.Complete().ToDictionary();
    }

    private static DecisionObservation Decision(int index, double[] propensities, int chosen) => new()
    {
        Index = index,
        Step = new EnvironmentStep { Actions = [.. propensities.Select((_, action) => new DecisionAction { Id = $"{action}" })], ExpectedRewards = new double[3], Rewards = new double[3] },
        Chosen = [chosen],
        Propensities = propensities,
        ExpectedReward = 0,
        BestReward = 0,
        Reward = 0,
    };

    private static Dictionary<string, double> Track(IEvaluator evaluator, int[] changePoints, IEnumerable<bool> optimal)
    {
        ITracker tracker = evaluator.Start(changePoints);
        int index = 0;
        foreach (bool isOptimal in optimal)
        {
            tracker.Observe(new DecisionObservation
            {
                Index = index++,
                Step = new EnvironmentStep { Actions = [], ExpectedRewards = [], Rewards = [] },
                Chosen = [0],
                Propensities = [1],
                ExpectedReward = isOptimal ? 1 : 0,
                BestReward = 1,
                Reward = 1,
            });
        }

        return tracker.Complete().ToDictionary();
    }
}
