using AiScholar.Rl.Personalization;
using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>The scenarios that the documentation shows; the loops have their default settings unless a learner's name says otherwise.</summary>
internal static class Scenarios
{
    private const int SwitchAt = 2000;
    private const int CurvePoints = 50;

    private static readonly Learner Default = Learner.Loop("default");
    private static readonly Learner LinUcb = Learner.Loop("lin-ucb", static loop => loop.UseLinUcb());

    /// <summary>The best actions change: at once, little by little, and with seasons that return.</summary>
    public static Scenario Drift(int replications, int seed, int degree)
    {
        var people = new PreferenceBandit();
        return new Scenario
        {
            Name = "drift",
            DrawsOptimalShare = true,
            Experiment = new Experiment
            {
                Environments =
                [
                    new AbruptDrift { Name = "switch", Inner = people, ChangePoints = [SwitchAt] },
                    new AbruptDrift { Name = "linear-switch", Inner = new LinearBandit(), ChangePoints = [SwitchAt] },
                    new GradualDrift { Name = "gradual", Inner = people, From = SwitchAt / 2, Until = 3 * SwitchAt / 2 },
                    new SeasonalDrift { Name = "seasons", Inner = people, Period = SwitchAt / 2 },
                ],
                Learners = [Default, LinUcb, Learner.Uniform(), Learner.Oracle()],
                Steps = 2 * SwitchAt,
                Replications = replications,
                CurvePoints = CurvePoints,
                Seed = seed,
                MaxDegreeOfParallelism = degree,
            },
            Figures = static report =>
            [
                .. Recovery(report, "switch", Default, ""),
                .. Recovery(report, "switch", LinUcb, "_lin_ucb"),
                .. Recovery(report, "linear-switch", Default, "_linear"),
                .. Recovery(report, "seasons", Default, "_seasons"),
            ],
        };
    }

    /// <summary>Only clicks are told, late, and a tenth never: through a loop with and without a reward window and a default reward of 0.</summary>
    public static Scenario Delay(int replications, int seed, int degree) => new()
    {
        Name = "delay",
        Experiment = new Experiment
        {
            Environments =
            [
                new PreferenceBandit { Name = "at-once" },
                new DelayedRewards { Name = "late", Inner = new PreferenceBandit(), MeanDelay = TimeSpan.FromSeconds(20), LostShare = 0.1, IsZeroSilent = true },
            ],
            Learners =
            [
                Default,
                Learner.Loop("default, window", static loop => loop.Configure(static options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(1), 0))),
                Learner.Uniform(),
                Learner.Oracle(),
            ],
            Steps = SwitchAt,
            Replications = replications,
            CurvePoints = CurvePoints,
            Seed = seed,
            MaxDegreeOfParallelism = degree,
        },
    };

    /// <summary>Worlds that stand still: is what is learnt the optimum?</summary>
    public static Scenario Worlds(int replications, int seed, int degree) => new()
    {
        Name = "worlds",
        Experiment = new Experiment
        {
            Environments =
            [
                new LinearBandit(),
                new LogisticBandit(),
                new HeterogeneousUsers(),
                new ChangingActions { Inner = new LinearBandit(), Count = 5 },
                new Slates { Inner = new LinearBandit() },
            ],
            Learners = [Default, LinUcb, Learner.Loop("per-user", static loop => loop.UsePerUser()), Learner.Uniform(), Learner.Oracle()],
            Steps = SwitchAt,
            Replications = replications,
            CurvePoints = CurvePoints,
            Seed = seed,
            MaxDegreeOfParallelism = degree,
        },
    };

    private static IEnumerable<KeyValuePair<string, double>> Recovery(ExperimentReport report, string environment, Learner learner, string suffix)
    {
        ExperimentResult result = report.Of(environment, learner.Name);
        yield return new($"recovery_decisions{suffix}", result.Mean("recovery_decisions") ?? double.NaN);
        yield return new($"recovered_share{suffix}", result.Mean("recovered_share") ?? double.NaN);
    }
}
