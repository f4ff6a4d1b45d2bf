namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class EnvironmentTests
{
    public static TheoryData<string> Names => [.. Worlds().Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_SameSeed_GivesTheSameSteps(string name)
    {
        IEnvironment world = World(name);

        Assert.Equal(Print(world.Run(3)), Print(world.Run(3)));
        Assert.NotEqual(Print(world.Run(3)), Print(world.Run(4)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Rewards_HaveTheStatedMeans(string name)
    {
        double surplus = 0, variance = 0;
        foreach (EnvironmentStep step in World(name).Run(7).Take(5000))
        {
            for (int action = 0; action < step.Actions.Count; action++)
            {
                double difference = step.Rewards[action] - step.ExpectedRewards[action];
                surplus += difference * (action + 1);
                variance += difference * difference * (action + 1) * (action + 1);
            }
        }

        // Actions may share a draw, which widens the sum by no more than their number.
        Assert.InRange(surplus, -12 * Math.Sqrt(variance) - 1e-9, 12 * Math.Sqrt(variance) + 1e-9);
    }

    [Fact]
    public void LinearBandit_Means_AreFromZeroToOne() =>
        Assert.All(new LinearBandit().Run(1).Take(200).SelectMany(step => step.ExpectedRewards), mean => Assert.InRange(mean, 0, 1));

    [Fact]
    public void PreferenceBandit_Kinds_LikeDifferentActions()
    {
        var liked = new PreferenceBandit().Run(1).Take(200).GroupBy(step => step.Context[0].Text).Select(kind => kind.Select(step => step.ExpectedRewards.ToList().IndexOf(0.8)).Distinct().Single()).ToList();

        Assert.Equal(4, liked.Distinct().Count());
    }

    [Fact]
    public void MulticlassBandit_Run_PassesOnceOverTheRows()
    {
        var world = new MulticlassBandit { Rows = [Row(1, "b"), Row(2, "a"), Row(3, "b")], Shuffle = false };

        EnvironmentStep[] steps = [.. world.Run(1)];

        Assert.Equal(3, steps.Length);
        Assert.All(steps, step => Assert.Equal(["a", "b"], step.Actions.Select(action => action.Id)));
        Assert.Equal([0.0, 1.0], steps[0].Rewards);
        Assert.Equal([1.0, 0.0], steps[1].ExpectedRewards);
        Assert.Throws<InvalidOperationException>(() => new MulticlassBandit { Rows = [] }.Run(1).First());
    }

    [Fact]
    public void HeterogeneousUsers_Alike_ShareTheirMeans()
    {
        double Spread(double individuality) =>
            new HeterogeneousUsers { Individuality = individuality, UserCount = 5 }.Run(1).Take(400)
                .GroupBy(step => step.UserId).Select(user => user.Average(step => Math.Abs(step.ExpectedRewards[0] - 0.5))).ToList() is { } means ? means.Max() - means.Min() : 0;

        Assert.Equal(5, new HeterogeneousUsers { UserCount = 5 }.Run(1).Take(400).Select(step => step.UserId).Distinct().Count());
        Assert.True(Spread(0) < 1);
        EnvironmentStep alike = new HeterogeneousUsers { Individuality = 0, ActionCount = 2, FeatureCount = 1, UserCount = 20 }.Run(2).First();
        Assert.All(alike.ExpectedRewards, mean => Assert.True(Math.Abs(mean - 0.5) > 0.49));
    }

    [Fact]
    public void AbruptDrift_AtTheChangePoint_MovesEveryReward()
    {
        var inner = new PreferenceBandit { KindCount = 1, ActionCount = 3 };
        EnvironmentStep[] before = [.. inner.Run(5).Take(20)];
        EnvironmentStep[] after = [.. new AbruptDrift { Inner = inner, ChangePoints = [10] }.Run(5).Take(20)];

        Assert.Equal(before[9].Rewards, after[9].Rewards);
        Assert.Equal(before[10].ExpectedRewards[1], after[10].ExpectedRewards[0]);
        Assert.Equal(before[10].ExpectedRewards[0], after[10].ExpectedRewards[2]);
    }

    [Fact]
    public void SeasonalDrift_AfterTheLastSeason_ComesBack()
    {
        var world = new SeasonalDrift { Inner = new PreferenceBandit { KindCount = 1 }, Period = 5, SeasonCount = 2 };
        EnvironmentStep[] steps = [.. world.Run(1).Take(15)];

        Assert.NotEqual(steps[4].ExpectedRewards, steps[5].ExpectedRewards);
        Assert.Equal(steps[0].ExpectedRewards, steps[10].ExpectedRewards);
        Assert.Equal([5, 10, 15], world.ChangePoints.Take(3));
    }

    [Fact]
    public void GradualDrift_HalfWay_IsHalfOfEach()
    {
        var inner = new PreferenceBandit { KindCount = 1, ActionCount = 2 };
        EnvironmentStep[] steps = [.. new GradualDrift { Inner = inner, From = 0, Until = 10 }.Run(1).Take(12)];

        Assert.Equal([0.5, 0.5], steps[5].ExpectedRewards.Select(mean => Math.Round(mean, 12)));
        Assert.Equal(steps[0].ExpectedRewards.Reverse(), steps[11].ExpectedRewards);
    }

    [Fact]
    public void ChangingActions_EachStep_OffersAsManyAsAsked()
    {
        EnvironmentStep[] steps = [.. new ChangingActions { Inner = new LinearBandit(), Count = 3 }.Run(1).Take(100)];

        Assert.All(steps, step => Assert.Equal((3, 3), (step.Actions.Count, step.Rewards.Count)));
        Assert.Equal(10, steps.SelectMany(step => step.Actions.Select(action => action.Id)).Distinct().Count());
    }

    [Fact]
    public void DelayedRewards_Arrivals_HaveTheStatedMeanAndLosses()
    {
        EnvironmentStep[] steps = [.. new DelayedRewards { Inner = new LinearBandit(), MeanDelay = TimeSpan.FromSeconds(10), LostShare = 0.25, Parts = 2 }.Run(1).Take(4000)];

        Assert.InRange(steps.Count(step => step.Arrivals.Count == 0) / 4000.0, 0.22, 0.28);
        Assert.InRange(steps.SelectMany(step => step.Arrivals).Average(arrival => arrival.Delay.TotalSeconds), 9, 11);
        Assert.All(steps.Where(step => step.Arrivals.Count > 0), step => Assert.Equal(1, step.Arrivals.Sum(arrival => arrival.Share)));
    }

    private static LabeledRow Row(double value, string label) => new() { Features = [Feature.Numeric("v", value)], Label = label };

    private static IEnvironment World(string name) => Worlds().Single(world => world.Name == name);

    private static IEnumerable<IEnvironment> Worlds() =>
    [
        new LinearBandit(), new LogisticBandit(), new PreferenceBandit(), new HeterogeneousUsers(),
        new MulticlassBandit { Rows = [.. Enumerable.Range(0, 50).Select(value => Row(value, $"{value % 3}"))] },
        new AbruptDrift { Inner = new LinearBandit(), ChangePoints = [3] },
        new GradualDrift { Inner = new PreferenceBandit(), From = 2, Until = 4000 },
        new SeasonalDrift { Inner = new LogisticBandit(), Period = 4 },
        new ChangingActions { Inner = new LogisticBandit(), Count = 4 },
        new Slates { Inner = new LinearBandit() },
        new DelayedRewards { Inner = new LinearBandit(), LostShare = 0.5 },
    ];

    private static string Print(IEnumerable<EnvironmentStep> steps) =>
        string.Join('\n', steps.Take(30).Select(step => $"{step.UserId} {string.Join(' ', step.Actions.Select(action => action.Id))} {string.Join(' ', step.ExpectedRewards)} {string.Join(' ', step.Rewards)} {string.Join(' ', step.Arrivals)} {(step.Context[0].Vector.IsEmpty ? $"{step.Context[0].Text}{step.Context[0].Number}" : string.Join(' ', step.Context[0].Vector.ToArray()))}"));
}
