using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
[Collection(LiveTensorTests.Name)]
public sealed class TrajectoryLearnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LearnAsync_MixedLog_FindsTheOptimalPolicyAndStaysInTheLog()
    {
        var policy = await ChainTask.Learner().LearnAsync(ChainTask.Log(400, 0.4, 1), ChainTask.Fast(), Token);

        foreach (var state in (int[])[1, 2, 3])
        {
            var values = policy.GetValues(ChainTask.State(state));
            Assert.Equal(1, policy.GetBestAction(ChainTask.State(state)));
            Assert.True(values[2] < values[0], $"In state {state} the action that was never logged has {values[2]}, a logged one {values[0]}.");
        }
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.2)]
    public async Task EvaluateAsync_OtherPolicy_AgreesWithDynamicProgramming(double right)
    {
        var exact = ChainTask.Value(right);

        var found = await ChainTask.Learner().EvaluateAsync(ChainTask.Log(600, 0.5, 2), ChainTask.Policy(right), ChainTask.Fast(), Token);

        Assert.Equal(exact, found.FittedQ, 0.05);
        Assert.Equal(exact, found.DoublyRobust, 0.08);
        Assert.Equal(exact, found.WeightedImportanceSampling, 0.15);
        Assert.True(Math.Abs(found.LoggedValue - exact) > 0.05, "The log's own value must be another, or the test shows nothing.");
        Assert.InRange(found.DoublyRobustStandardError, 1e-6, 0.1);
    }

    [Fact]
    public async Task EvaluateAsync_TheLoggingPolicy_HasWeightsOfOne()
    {
        var log = ChainTask.Log(100, 0.5, 3);

        var found = await ChainTask.Learner().EvaluateAsync(log, ChainTask.Policy(0.5), ChainTask.Fast() with { Steps = 10 }, Token);

        Assert.Equal(found.LoggedValue, found.ImportanceSampling, 9);
        Assert.Equal(found.LoggedValue, found.WeightedImportanceSampling, 9);
        Assert.Equal(100, found.EffectiveSampleSize, 9);
    }

    [Fact]
    public async Task LearnAsync_SameSeed_SameValues()
    {
        var log = ChainTask.Log(50, 0.5, 4);
        var options = ChainTask.Fast() with { Steps = 50 };
        var first = await ChainTask.Learner().LearnAsync(log, options, Token);
        var second = await ChainTask.Learner().LearnAsync(log, options, Token);
        var other = await ChainTask.Learner().LearnAsync(log, options with { Seed = 2 }, Token);

        Assert.Equal(first.GetValues(ChainTask.State(2))[1], second.GetValues(ChainTask.State(2))[1], 1e-4);
        Assert.NotEqual(first.GetValues(ChainTask.State(2))[1], other.GetValues(ChainTask.State(2))[1], 1e-4);
    }

    [Fact]
    public async Task SequentialPolicy_AsDecisionPolicy_DecidesSavesAndLoads()
    {
        var policy = await ChainTask.Learner().LearnAsync(ChainTask.Log(200, 0.5, 5), ChainTask.Fast() with { Steps = 400 }, Token);
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream, Token);
        var loaded = await ChainTask.Learner().LearnAsync(ChainTask.Log(20, 0.5, 6), ChainTask.Fast() with { Steps = 1 }, Token);
        stream.Position = 0;
        await loaded.LoadAsync(stream, Token);
        var input = new PolicyInput(new FeatureVector(ChainTask.State(3)), new PolicyAction[] { new("right"), new("unheard-of"), new("left") });
        double[] expected = new double[3], actual = new double[3];

        policy.GetProbabilities(input, expected);
        loaded.GetProbabilities(input, actual);

        Assert.Equal(expected, actual);
        Assert.Equal(1, expected.Sum(), 9);
        Assert.Equal(1 - (0.05 * 2 / 3), expected[0], 9);
        Assert.Equal(["left", "right", "never"], loaded.ActionIds);
        Assert.Throws<ArgumentException>(() => policy.GetProbabilities(input, new double[1]));
        Assert.Throws<PersonalizationException>(() => policy.GetValues([1]));
    }

    [Fact]
    public async Task LearnAndEvaluate_Repeated_LeakNoTensor()
    {
        var log = ChainTask.Log(20, 0.5, 7);
        var options = ChainTask.Fast() with { Steps = 5 };
        await ChainTask.Learner().LearnAsync(log, options, Token);
        var before = LiveTensors.Count();

        await ChainTask.Learner().LearnAsync(log, options, Token);
        await ChainTask.Learner().EvaluateAsync(log, ChainTask.Policy(0.5), options, Token);

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task LearnAsync_UnusableInput_IsRefused()
    {
        var learner = ChainTask.Learner();
        var log = ChainTask.Log(2, 0.5, 8);
        var step = log.Trajectories[0].Steps[0];
        foreach (var wrong in (TrajectoryStep[])[step with { State = new float[4] }, step with { State = new[] { 1, 0, 0, 0, float.NaN } }, step with { Action = 3 }, step with { Propensity = 0 }, step with { Reward = double.NaN }, step with { Available = [2] }])
        {
            var set = log with { Trajectories = [new Trajectory { Id = "wrong", Steps = [wrong] }] };
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, (await Assert.ThrowsAsync<PersonalizationException>(() => learner.LearnAsync(set, cancellationToken: Token))).ErrorCode);
        }

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, (await Assert.ThrowsAsync<AdvancedRlException>(() => learner.LearnAsync(log, new ConservativeQOptions { DiscountFactor = 2 }, Token))).ErrorCode);
        await Assert.ThrowsAsync<PersonalizationException>(() => learner.EvaluateAsync(log, (_, probabilities) => probabilities.Fill(1), cancellationToken: Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learner.LearnAsync(log, ChainTask.Fast(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Build_LoggedDecisions_AreCutByUserAndPause()
    {
        var builder = new TrajectoryBuilder(new FeatureEncoder(), TimeSpan.FromMinutes(30));
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        LoggedDecision Decision(string user, int minute, string chosen) => new()
        {
            EventId = $"{user}{minute}",
            LoopName = "default",
            UserKey = user,
            Context = [Feature.Categorical("page", minute % 2 == 0 ? "even" : "odd")],
            Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }],
            Propensities = [0.25, 0.75],
            ChosenIndex = chosen == "a" ? 0 : 1,
            Timestamp = start.AddMinutes(minute),
            Reward = minute,
        };
        foreach (var decision in (LoggedDecision[])[Decision("u", 50, "a"), Decision("u", 0, "a"), Decision("v", 2, "b"), Decision("u", 5, "b")])
            Assert.True(builder.Add(decision));
        Assert.False(builder.Add(Decision("u", 6, "a") with { IsActive = false }));
        Assert.False(builder.Add(Decision("u", 6, "a") with { UserKey = null }));

        var set = builder.Build();

        Assert.Equal(["a", "b"], set.ActionIds);
        Assert.Equal([2, 1, 1], set.Trajectories.Select(trajectory => trajectory.Steps.Count));
        Assert.Equal([0.0, 5.0], set.Trajectories[0].Steps.Select(step => step.Reward));
        Assert.Equal([0.25, 0.75], set.Trajectories[0].Steps.Select(step => step.Propensity));
        Assert.All(set.Trajectories.SelectMany(trajectory => trajectory.Steps), step => Assert.Equal(set.StateWidth, step.State.Length));
    }
}
