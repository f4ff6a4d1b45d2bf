namespace AiScholar.Rl.Core.Tests.Bandits;

/// <summary>Actions that come and go.</summary>
[Trait("Category", "Unit")]
public class ActionModelsTests
{
    private static readonly LinUcbOptions Greedy = new() { Alpha = 0, InitialEpsilon = 0, FinalEpsilon = 0 };

    [Fact]
    public void RemoveAction_Known_IsForgotten()
    {
        using var policy = new LinUcbPolicy(Greedy);
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        policy.Learn(input, 0, 1, 1);
        Assert.Equal([1, 0], BanditInputs.Probabilities(policy, input));

        Assert.True(policy.RemoveAction("a"));
        Assert.False(policy.RemoveAction("a"));
        Assert.Equal([0.5, 0.5], BanditInputs.Probabilities(policy, input));
    }

    [Fact]
    public void WarmStartAction_FromAnother_ExpectsTheSameAndIsLessCertain()
    {
        var model = new LinearModel(new LinUcbOptions(), 1, 4);
        var scratch = new LinearScratch();
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            float[] context = BanditInputs.RandomVector(random, 2);
            scratch.Context.Load(new FeatureVector(context), 10);
            model.Learn(new PolicyAction("old"), context[0], scratch);
        }

        Assert.False(model.Copy("new", "unknown", 0.5, scratch));
        Assert.True(model.Copy("new", "old", 0.5, scratch));
        scratch.Context.Load(new FeatureVector(new float[] { 0.5f, 0.1f }), 10);
        double[] means = new double[2];
        double[] variances = new double[2];
        model.Score([new PolicyAction("old"), new PolicyAction("new")], scratch, means, variances);

        Assert.Equal(means[0], means[1], 0.02);
        Assert.InRange(variances[1], 1.5 * variances[0], 2.5 * variances[0]);
    }

    [Fact]
    public void Learn_NoRoomForANewAction_RemovesTheOneNotOfferedForLongest()
    {
        var options = new LinUcbOptions { MaxActions = 2, MaxIdle = 5 };
        var model = new LinearModel(options, 1, 4);
        Learn(model, "old", 1, 1);
        Learn(model, "kept", 1, 3);
        Learn(model, "new", 1, 1);
        Assert.DoesNotContain("new", model.Actions.Keys);

        Learn(model, "kept", 1, 5);
        Learn(model, "new", 1, 1);
        Assert.Equal(["kept", "new"], model.Actions.Keys.Order());
    }

    [Fact]
    public void Score_NewActionStartsFromTheAverage_ExpectsWhatTheOthersEarn()
    {
        var options = new LinUcbOptions { NewActions = NewActionStart.Average };
        var model = new LinearModel(options, 1, 4);
        Learn(model, "a", 1, 50);
        Learn(model, "b", 0.5, 50);
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(new float[] { 1 }), 10);
        double[] means = new double[1];
        model.Score([new PolicyAction("new")], scratch, means, default);

        Assert.Equal(0.75, means[0], 0.02);
        Learn(model, "new", 0.75, 1);
        model.Score([new PolicyAction("new")], scratch, means, default);
        Assert.Equal(0.75, means[0], 0.02);
    }

    [Fact]
    public void LearnFrom_Log_LearnsWhatIsActiveAndRewarded()
    {
        using var policy = new LinUcbPolicy(Greedy);
        var encoder = new FeatureEncoder();
        LoggedDecision[] log =
        [
            Logged("1", 0, 0.2),
            Logged("2", 1, 0.9),
            Logged("3", 1, null),
            Logged("4", 0, 1) with { IsActive = false },
        ];

        Assert.Equal(2, policy.LearnFrom(log, encoder));
        Assert.Equal(2, policy.Count);
        Assert.Equal([0, 1], BanditInputs.Probabilities(policy, new PolicyInput(encoder.Encode([Feature.Categorical("task", "read")]), new[] { new PolicyAction("a"), new PolicyAction("b") })));
    }

    private static LoggedDecision Logged(string id, int chosen, double? reward) => new()
    {
        EventId = id,
        LoopName = "default",
        Context = [Feature.Categorical("task", "read")],
        Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }],
        Propensities = [0.5, 0.5],
        ChosenIndex = chosen,
        Reward = reward,
    };

    private static void Learn(LinearModel model, string id, double reward, int times)
    {
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(new float[] { 1 }), 10);
        for (int i = 0; i < times; i++)
            model.Learn(new PolicyAction(id), reward, scratch);
    }
}
