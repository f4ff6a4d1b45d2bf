namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class GatedFusionTrainingTests
{
    private static readonly FusionTrainingOptions Options = new() { Epochs = 60, BatchSize = 32, LearningRate = 5e-3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_TextAndElementsOfOneTopic_FindsTheElementsOfAText()
    {
        using var model = FusionModels.Create(dimension: 32);
        var unseen = FusionTasks.TextToVisual(64, 2);
        var before = FusionTasks.Accuracy(model, unseen);

        var result = await model.TrainAsync(FusionTasks.TextToVisual(512, 1), Options, cancellationToken: Token);

        var after = FusionTasks.Accuracy(model, unseen);
        TestContext.Current.TestOutputHelper!.WriteLine($"accuracy {before:0.00} before, {after:0.00} after");
        Assert.InRange(before, 0, 0.2);
        Assert.InRange(after, 0.8, 1);
        Assert.InRange(result.ValidationAccuracy!.Value, 0.8, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Train_OnePartIsNoise_LooksAtTheOther(bool textTells)
    {
        using var model = FusionModels.Create(dimension: 32);
        var unseen = FusionTasks.OneTells(textTells, 64, 2);
        var before = FusionTasks.Accuracy(model, unseen);

        await model.TrainAsync(FusionTasks.OneTells(textTells, 512, 1), Options, cancellationToken: Token);

        var after = FusionTasks.Accuracy(model, unseen);
        TestContext.Current.TestOutputHelper!.WriteLine($"accuracy {before:0.00} before, {after:0.00} after");
        Assert.InRange(after, before + 0.2, 1);
        Assert.InRange(after, 0.75, 1);
    }

    [Fact]
    public async Task Train_SignTellsWhichPartCounts_TheGateReadsIt()
    {
        using var model = FusionModels.Create(dimension: 32);
        var unseen = FusionTasks.SignTellsWhich(64, 2);

        await model.TrainAsync(FusionTasks.SignTellsWhich(1024, 1), Options with { ModalityDropout = 0 }, cancellationToken: Token);

        var (text, visual) = (unseen.Average(pair => model.Fuse(pair.Anchor).TextShare), unseen.Average(pair => model.Fuse(pair.Positive).TextShare));
        TestContext.Current.TestOutputHelper!.WriteLine($"text's share {text:0.00} where it tells, {visual:0.00} where it does not; accuracy {FusionTasks.Accuracy(model, unseen):0.00}");
        Assert.InRange(text - visual, 0.3, 1);
        Assert.InRange(FusionTasks.Accuracy(model, unseen), 0.5, 1);
    }

    [Fact]
    public async Task Train_SameSeed_SameWeights()
    {
        var pairs = FusionTasks.OneTells(true, 64, 1);
        async Task<float[]> RunAsync(long seed)
        {
            using var model = FusionModels.Create();
            await model.TrainAsync(pairs, Options with { Epochs = 5, ModalityDropout = 0.5, Seed = seed }, cancellationToken: Token);
            return model.Fuse(pairs[0].Anchor).Vector.ToArray();
        }

        Assert.Equal(await RunAsync(1), await RunAsync(1));
        Assert.NotEqual(await RunAsync(1), await RunAsync(2));
    }

    [Fact]
    public async Task Train_NothingToLearn_StopsEarlyAndSaysSo()
    {
        using var model = FusionModels.Create();
        var random = new Random(1);
        var noise = Enumerable.Range(0, 64).Select(_ => new FusionPair { Anchor = FusionModels.Sample(random.Next()), Positive = FusionModels.Sample(random.Next()) }).ToList();

        var result = await model.TrainAsync(noise, Options with { Epochs = 1000, Patience = 3, ValidationFraction = 0.5 }, cancellationToken: Token);

        Assert.True(result.StoppedEarly);
        Assert.Equal(result.BestEpoch + 3, result.Epochs);
    }

    [Fact]
    public async Task Train_Progress_TellsEveryEpoch()
    {
        using var model = FusionModels.Create();
        var told = new List<FusionTrainingProgress>();

        var result = await model.TrainAsync(FusionTasks.OneTells(true, 32, 1), Options with { Epochs = 4, Patience = 100 }, new Recorder(told), Token);

        Assert.Equal([1, 2, 3, 4], told.Select(progress => progress.Epoch));
        Assert.Equal(4, result.Epochs);
        Assert.Equal(told[result.BestEpoch - 1].TrainingLoss, result.TrainingLoss);
    }

    [Fact]
    public async Task Train_TextAlone_TrainsTheTextProjection()
    {
        using var model = FusionModels.Create();
        var pairs = FusionTasks.OneTells(true, 32, 1).Select(pair => new FusionPair { Anchor = pair.Anchor with { Visual = default }, Positive = pair.Positive with { Visual = default } }).ToList();

        await model.TrainAsync(pairs, Options with { Epochs = 2 }, cancellationToken: Token);

        Assert.True(model.Fuse(pairs[0].Anchor).IsTrained);
    }

    [Fact]
    public async Task Train_Cancelled_LeavesTheWeights()
    {
        using var model = FusionModels.Create();
        var pairs = FusionTasks.OneTells(true, 64, 1);
        var before = model.Fuse(pairs[0].Anchor).Vector.ToArray();
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.TrainAsync(pairs, Options, new Canceller(source), source.Token));

        Assert.Equal(before, model.Fuse(pairs[0].Anchor).Vector.ToArray());
    }

    [Fact]
    public async Task Train_UnusablePairs_AreRefusedWithTheirNumber()
    {
        using var model = FusionModels.Create();
        var good = FusionTasks.OneTells(true, 4, 1);
        async Task AssertRefusedAsync(IReadOnlyList<FusionPair> pairs, string expected)
        {
            var exception = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(pairs, Options, cancellationToken: Token));
            Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
            Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        }

        await AssertRefusedAsync([.. good.Take(3)], "at least 4 pairs");
        await AssertRefusedAsync([.. good, null!], "Pair 4");
        await AssertRefusedAsync([.. good, good[0] with { Anchor = new FusionSample { Text = new float[FusionTasks.TextWidth] } }], "Pair 4");
        await AssertRefusedAsync([.. good, good[0] with { Positive = FusionModels.Sample(1, 3, 3) }], "text of pair 4");
        await AssertRefusedAsync([.. good, good[0] with { Positive = new FusionSample { Text = Enumerable.Repeat(float.NaN, FusionTasks.TextWidth).ToArray() } }], "not finite");
    }

    [Fact]
    public async Task Train_OptionsOutOfRange_AreReportedTogether()
    {
        using var model = FusionModels.Create();

        var exception = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(FusionTasks.OneTells(true, 8, 1), new FusionTrainingOptions { Epochs = 0, LearningRate = double.NaN }, cancellationToken: Token));

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, exception.ErrorCode);
        Assert.Contains("Epochs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate", exception.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder(List<FusionTrainingProgress> told) : IProgress<FusionTrainingProgress>
    {
        public void Report(FusionTrainingProgress value) => told.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<FusionTrainingProgress>
    {
        public void Report(FusionTrainingProgress value) => source.Cancel();
    }
}
