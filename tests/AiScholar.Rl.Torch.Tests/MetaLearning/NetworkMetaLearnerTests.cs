using System.Globalization;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
[Collection(LiveTensorTests.Name)]
public sealed class NetworkMetaLearnerTests
{
    /// <summary>libtorch's kernels round by how their memory is aligned.</summary>
    private const double Rounding = 1e-4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Algorithms => ["Reptile", "Maml", "Anil"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task AdaptAsync_Sinusoids_TenAnswersBeatNone(string algorithm)
    {
        using var learner = MetaTasks.Learner(Parse(algorithm));
        await learner.MetaTrainAsync(MetaTasks.Sinusoids(200, 30, 1), Token);
        var fresh = MetaTasks.Sinusoids(30, 40, 2);

        double before = await MetaTasks.ErrorAsync(learner, fresh, 0), after = await MetaTasks.ErrorAsync(learner, fresh, 10);

        Assert.True(after < 0.75 * before, string.Create(CultureInfo.InvariantCulture, $"{algorithm}: {before} without, {after} with support."));
    }

    [Fact]
    public async Task AdaptAsync_OrdinaryStart_AdaptsWorseThanALearntOne()
    {
        using var learnt = MetaTasks.Learner(MetaAlgorithm.Maml);
        using var plain = MetaTasks.Learner(MetaAlgorithm.Maml, steps: 1);
        var tasks = MetaTasks.Sinusoids(200, 30, 1);
        await learnt.MetaTrainAsync(tasks, Token);
        await plain.MetaTrainAsync(tasks, Token);
        var fresh = MetaTasks.Sinusoids(30, 40, 2);

        Assert.True(await MetaTasks.ErrorAsync(learnt, fresh, 10) < 0.8 * await MetaTasks.ErrorAsync(plain, fresh, 10));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task MetaTrainAsync_SameSeed_SamePredictions(string algorithm)
    {
        var tasks = MetaTasks.Sinusoids(20, 20, 1);
        using var first = MetaTasks.Learner(Parse(algorithm), steps: 20, seed: 3);
        using var second = MetaTasks.Learner(Parse(algorithm), steps: 20, seed: 3);
        using var other = MetaTasks.Learner(Parse(algorithm), steps: 20, seed: 4);
        foreach (var learner in new[] { first, second, other })
            await learner.MetaTrainAsync(tasks, Token);

        Assert.Equal(await PredictAsync(first, tasks[0]), await PredictAsync(second, tasks[0]), Rounding);
        Assert.NotEqual(await PredictAsync(first, tasks[0]), await PredictAsync(other, tasks[0]), Rounding);
    }

    [Fact]
    public async Task SaveAndLoad_ItemsAndFeatures_PredictTheSame()
    {
        var tasks = MetaTasks.Sinusoids(20, 20, 1);
        MetaTask[] named = [.. tasks.Select(task => task with { Examples = [.. task.Examples.Select((example, i) => example with { Item = example.Item with { Id = $"item\n{i}" } })] })];
        using var learner = MetaTasks.Learner(MetaAlgorithm.Anil, steps: 20);
        await learner.MetaTrainAsync(named, Token);
        using var stream = new MemoryStream();
        await learner.SaveAsync(stream, Token);
        stream.Position = 0;
        using var loaded = MetaTasks.Learner(MetaAlgorithm.Anil);
        await loaded.LoadAsync(stream, Token);

        Assert.Equal(await PredictAsync(learner, named[0]), await PredictAsync(loaded, named[0]), Rounding);
        stream.Position = 0;
        using var other = MetaTasks.Learner(MetaAlgorithm.Reptile);
        Assert.Equal(AdvancedRlErrorCode.StateMismatch, (await Assert.ThrowsAsync<StateException>(() => other.LoadAsync(stream, Token).AsTask())).ErrorCode);
    }

    [Fact]
    public async Task TrainAndAdapt_Repeated_LeaksNoTensor()
    {
        using var learner = MetaTasks.Learner(MetaAlgorithm.Maml, steps: 5);
        var tasks = MetaTasks.Sinusoids(10, 20, 1);
        await learner.MetaTrainAsync(tasks, Token);
        var before = LiveTensors.Count();

        for (var i = 0; i < 3; i++)
        {
            await learner.MetaTrainAsync(tasks, Token);
            await PredictAsync(learner, tasks[0]);
        }

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task AdaptAsync_WhileTraining_PredictsFinite()
    {
        using var learner = MetaTasks.Learner(MetaAlgorithm.Maml, steps: 30);
        var tasks = MetaTasks.Sinusoids(10, 20, 1);
        await learner.MetaTrainAsync(tasks, Token);
        var training = learner.MetaTrainAsync(tasks, Token);

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), Token, async (i, _) => Assert.True(double.IsFinite(await PredictAsync(learner, tasks[i % 10]))));
        await training;
    }

    [Fact]
    public async Task MetaTrainAsync_Cancelled_KeepsTheState()
    {
        using var learner = MetaTasks.Learner(MetaAlgorithm.Maml, steps: 5);
        var tasks = MetaTasks.Sinusoids(10, 20, 1);
        await learner.MetaTrainAsync(tasks, Token);
        var before = await PredictAsync(learner, tasks[0]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learner.MetaTrainAsync(tasks, new CancellationToken(canceled: true)));

        Assert.Equal(before, await PredictAsync(learner, tasks[0]));
    }

    [Fact]
    public async Task MetaTrainAsync_UnusableTasks_AreRefused()
    {
        using var learner = MetaTasks.Learner(MetaAlgorithm.Maml, steps: 1);
        var tasks = MetaTasks.Sinusoids(2, 5, 1);
        MetaTask wide = tasks[1] with { Examples = [new MetaExample { Item = new MetaItem { Features = new float[2] }, Target = 1 }] };
        MetaTask infinite = tasks[1] with { Examples = [new MetaExample { Item = new MetaItem { Features = new float[1] }, Target = double.NaN }] };

        foreach (var unusable in (MetaTask[][])[[tasks[0]], [tasks[0], tasks[0]], [tasks[0], wide], [tasks[0], infinite]])
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, (await Assert.ThrowsAsync<PersonalizationException>(() => learner.MetaTrainAsync(unusable, Token))).ErrorCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => learner.AdaptAsync([], Token).AsTask());
    }

    private static MetaAlgorithm Parse(string name) => Enum.Parse<MetaAlgorithm>(name);

    private static async Task<double> PredictAsync(IMetaLearner learner, MetaTask task) =>
        (await learner.AdaptAsync([.. task.Examples.Take(5)], Token)).Predict(task.Examples[7].Item).Value;
}
