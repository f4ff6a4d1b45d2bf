using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
[Collection(LiveTensorTests.Name)]
public sealed class NeuralLinearPolicyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(NeuralLinearExploration.ThompsonSampling)]
    [InlineData(NeuralLinearExploration.UpperConfidence)]
    public void Learn_Xor_IsLearntWhereALinearPolicyFails(NeuralLinearExploration exploration)
    {
        using var neural = XorTask.Policy(options => options.Exploration = exploration);
        using var services = new ServiceCollection().AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UseLinUcb())).BuildServiceProvider();
        var linear = services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/{BanditBuilderExtensions.LinUcbName}");

        Assert.InRange(XorTask.Run(neural, 700, 1), 0.85, 1);
        Assert.InRange(XorTask.Run(linear, 700, 1), 0, 0.72);
    }

    [Fact]
    public void GetProbabilities_AnyState_IsADistributionThatRepeats()
    {
        using var policy = XorTask.Policy();
        XorTask.Run(policy, 150, 1);
        double[] first = new double[2], second = new double[2];
        for (var i = 0; i < 20; i++)
        {
            var input = XorTask.Input((i / 10f) - 1, 0.3f);
            policy.GetProbabilities(input, first);
            policy.GetProbabilities(input, second);
            Assert.Equal(1, first.Sum(), 9);
            Assert.All(first, probability => Assert.InRange(probability, 0.004, 1));
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public async Task SaveAndLoad_LearntPolicy_GoesOnAlike()
    {
        using var policy = XorTask.Policy();
        XorTask.Run(policy, 130, 1);
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream, Token);
        stream.Position = 0;
        using var loaded = XorTask.Policy();
        await loaded.LoadAsync(stream, Token);
        Assert.Equal(Probabilities(policy), Probabilities(loaded));
        Assert.Equal(130, loaded.Count);

        XorTask.Run(policy, 100, 2);
        XorTask.Run(loaded, 100, 2);

        Assert.Equal(Probabilities(policy)[0], Probabilities(loaded)[0], 0.02);
    }

    [Fact]
    public async Task LoadAsync_DamagedOrOther_KeepsTheState()
    {
        using var policy = XorTask.Policy();
        XorTask.Run(policy, 30, 1);
        var before = Probabilities(policy);
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream, Token);
        var bytes = stream.ToArray();
        bytes[^3] ^= 1;

        await Assert.ThrowsAsync<StateException>(() => policy.LoadAsync(new MemoryStream(bytes), Token).AsTask());

        Assert.Equal(before, Probabilities(policy));
    }

    [Fact]
    public void Learn_BeyondTheReplayCapacity_KeepsTheLatest()
    {
        var buffer = new ReplayBuffer(3);
        for (var i = 0; i < 8; i++)
            buffer.Add(new ReplayBuffer.Replay([], 0, i));

        Assert.Equal([5f, 6f, 7f], buffer.InOrder.Select(replay => replay.Reward));
    }

    [Fact]
    public async Task Learn_ManyThreadsWithTrainingInTheBackground_LosesNothing()
    {
        using var policy = XorTask.Policy(options => options.TrainInBackground = true);
        Parallel.For(0, 8, thread => XorTask.Run(policy, 60, thread));
        await policy.Training;

        Assert.Equal(480, policy.Count);
        Assert.Equal(1, Probabilities(policy).Sum(), 9);
    }

    [Fact]
    public void Learn_SeveralTrainings_LeakNoTensor()
    {
        using var policy = XorTask.Policy(options => options.TrainingSteps = 5);
        XorTask.Run(policy, 200, 1);
        var before = LiveTensors.Count();

        XorTask.Run(policy, 400, 2);

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Learn_WiderContextAndNewAction_AreTakenIn()
    {
        using var policy = XorTask.Policy();
        XorTask.Run(policy, 150, 1);
        var wide = new PolicyInput(new FeatureVector(new float[] { 1, 1, 1 }), new PolicyAction[] { new("same"), new("third") });
        double[] probabilities = new double[2];
        for (var i = 0; i < 150; i++)
        {
            policy.GetProbabilities(wide, probabilities);
            policy.Learn(wide, 1, 5, probabilities[1]);
        }

        policy.GetProbabilities(wide, probabilities);
        Assert.True(probabilities[1] > 0.9);
    }

    [Fact]
    public void GetProbabilities_UnusableInput_IsRefused()
    {
        using var policy = XorTask.Policy(options => options.MaxFeatures = 2);
        var probabilities = new double[2];
        Assert.Throws<PersonalizationException>(() => policy.GetProbabilities(XorTask.Input(float.NaN, 0), probabilities));
        Assert.Throws<PersonalizationException>(() => policy.GetProbabilities(new PolicyInput(new FeatureVector(new float[3]), new PolicyAction[] { new("a"), new("b") }), probabilities));
        Assert.Throws<ArgumentException>(() => policy.GetProbabilities(XorTask.Input(0, 0), new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(XorTask.Input(0, 0), 0, double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(XorTask.Input(0, 0), 2, 1, 0.5));
        Assert.Equal(0, policy.Count);
    }

    [Fact]
    public void LastLayerRegression_ManyRewards_EqualsTheNormalEquations()
    {
        var random = new Random(1);
        var regression = new LastLayerRegression(3, 2);
        double[,] a = { { 2, 0, 0 }, { 0, 2, 0 }, { 0, 0, 2 } };
        var b = new double[3];
        for (var i = 0; i < 50; i++)
        {
            double[] values = [1, random.NextDouble(), random.NextDouble()];
            var z = new Core.BanditVector();
            z.LoadRaw(values);
            var reward = random.NextDouble();
            regression.Learn(z, reward, new double[8]);
            for (var row = 0; row < 3; row++)
            {
                b[row] += values[row] * reward;
                for (var column = 0; column < 3; column++)
                    a[row, column] += values[row] * values[column];
            }
        }

        for (var row = 0; row < 3; row++)
            Assert.Equal(b[row], Enumerable.Range(0, 3).Sum(column => a[row, column] * regression.Weights[column]), 9);
    }

    [Fact]
    public void BestArmProbabilities_ThreeArms_AgreeWithSampling()
    {
        double[] means = [0, 0.3, 0.1], deviations = [1, 0.2, 0.5], probabilities = new double[3], counts = new double[3];
        BestArmProbabilities.Fill(means, deviations, 200, probabilities);
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            double[] draws = [.. means.Zip(deviations, (mean, deviation) => mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
            counts[Array.IndexOf(draws, draws.Max())] += 1e-5;
        }

        Assert.All(probabilities.Zip(counts), pair => Assert.Equal(pair.Second, pair.First, 0.01));
    }

    [Fact]
    public void UseNeuralLinear_FromConfiguration_BindsAndValidates()
    {
        ServiceProvider Build(string steps) => new ServiceCollection().AddLogging().AddAdvancedRl(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Personalization:default:Policies:neural-linear:Parameters:TrainingSteps"] = steps, ["Torch:Device"] = "cpu" }).Build(),
            rl => rl.AddPersonalization(loop => loop.UseNeuralLinear())).BuildServiceProvider();

        using var good = Build("7");
        using var bad = Build("0");

        Assert.IsType<NeuralLinearPolicy>(good.GetRequiredKeyedService<IDecisionPolicy>("default/neural-linear"));
        Assert.ThrowsAny<Exception>(() => bad.ValidateAdvancedRl());
    }

    private static double[] Probabilities(NeuralLinearPolicy policy)
    {
        var probabilities = new double[2];
        policy.GetProbabilities(XorTask.Input(0.4f, -0.7f), probabilities);
        return probabilities;
    }
}
