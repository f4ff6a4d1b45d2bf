namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class ElementFusionTrainingTests
{
    private static readonly ElementTrainingOptions Few = new() { Epochs = 3, BatchSize = 8, ValidationFraction = 0.25 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FusionIntegratorKind.Gated)]
    [InlineData(FusionIntegratorKind.CrossAttention)]
    [InlineData(FusionIntegratorKind.LowRank)]
    public async Task Train_StripesByCaption_FindsThePictures(FusionIntegratorKind kind)
    {
        using var model = ElementTasks.Create(kind);
        var unseen = ElementTasks.Stripes(ElementTasks.Kinds, 2);
        var before = await ElementTasks.AccuracyAsync(model, unseen, Token);

        var result = await model.TrainAsync(
            ElementTasks.Stripes(ElementTasks.Kinds * 4, 1),
            new ElementTrainingOptions { Epochs = 40, BatchSize = ElementTasks.Kinds, LearningRate = 5e-3, ValidationFraction = 0, Patience = 40, Seed = 1 }, cancellationToken: Token);

        var after = await ElementTasks.AccuracyAsync(model, unseen, Token);
        TestContext.Current.TestOutputHelper!.WriteLine($"accuracy {before:0.00} before, {after:0.00} after, loss {result.TrainingLoss:0.000}");
        Assert.InRange(before, 0, 0.5);
        Assert.InRange(after, 0.85, 1);
    }

    [Fact]
    public async Task Train_SameSeed_SameVectors()
    {
        async Task<float[]> RunAsync(long seed)
        {
            using var model = ElementTasks.Create();
            await model.TrainAsync(Views(16), Few with { Seed = seed }, cancellationToken: Token);
            return (await model.EncodeAsync(Views(4), Token))[2].Vector.ToArray();
        }

        var first = await RunAsync(1);
        Assert.Equal(first, await RunAsync(1));
        Assert.NotEqual(first, await RunAsync(2));
    }

    [Fact]
    public async Task Train_CancelledAndResumed_IsAsIfNeverInterrupted()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.training");
        var options = Few with { Epochs = 5, Patience = 5, Seed = 3 };
        using var whole = ElementTasks.Create();
        var expected = await whole.TrainAsync(Views(16), options, cancellationToken: Token);
        try
        {
            using (var interrupted = ElementTasks.Create())
            {
                using var source = new CancellationTokenSource();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted.TrainAsync(Views(16), options with { CheckpointPath = path }, new CancelAfter(source, 2), source.Token));
                Assert.True(File.Exists(path));
                Assert.False((await interrupted.EncodeAsync(Views(1), Token))[0].IsTrained);
            }

            using var resumed = ElementTasks.Create();
            var epochs = new List<int>();
            var result = await resumed.TrainAsync(Views(16), options with { CheckpointPath = path }, new Tell(progress => epochs.Add(progress.Epoch)), Token);

            Assert.Equal([3, 4, 5], epochs);
            Assert.Equal(expected, result);
            Assert.Equal((await whole.EncodeAsync(Views(4), Token))[2].Vector.ToArray(), (await resumed.EncodeAsync(Views(4), Token))[2].Vector.ToArray());
            Assert.False(File.Exists(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Train_CheckpointOfAnotherTraining_IsAMismatch()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.training");
        try
        {
            using var model = ElementTasks.Create();
            using var source = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.TrainAsync(Views(16), Few with { CheckpointPath = path, Seed = 1 }, new CancelAfter(source, 1), source.Token));

            var exception = await Assert.ThrowsAsync<StateException>(() => model.TrainAsync(Views(16), Few with { CheckpointPath = path, Seed = 2 }, cancellationToken: Token));

            Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Train_NoGain_StopsEarlyAndKeepsTheBestEpoch()
    {
        using var model = ElementTasks.Create();

        var result = await model.TrainAsync(Views(16), Few with { Epochs = 50, Patience = 1, LearningRate = 1e-9 }, cancellationToken: Token);

        Assert.True(result.StoppedEarly);
        Assert.Equal((2, 1), (result.Epochs, result.BestEpoch));
        Assert.NotNull(result.ValidationLoss);
    }

    [Fact]
    public async Task Train_TooFewUsableViews_IsRefusedWithTheNumbers()
    {
        using var model = ElementTasks.Create();
        ElementView[] views = [.. Views(7), new ElementView { Caption = "alone" }, new ElementView { Text = "no caption" }];

        var exception = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(views, Few, cancellationToken: Token));

        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
        Assert.Contains("of the 9 given, 7", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OptionOutOfRange_IsRefused()
    {
        using var model = ElementTasks.Create();

        var exception = await Assert.ThrowsAsync<AdvancedRlException>(() => model.TrainAsync(Views(8), new ElementTrainingOptions { BatchSize = 1 }, cancellationToken: Token));

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, exception.ErrorCode);
    }

    [Fact]
    public async Task Encode_WhileTraining_GivesOldOrNewVectors()
    {
        using var model = ElementTasks.Create();
        var views = Views(8);
        var before = (await model.EncodeAsync(views, Token))[0].Vector.ToArray();

        var training = model.TrainAsync(Views(16), Few, cancellationToken: Token);
        var during = (await model.EncodeAsync(views, Token))[0].Vector.ToArray();
        await training;
        var after = (await model.EncodeAsync(views, Token))[0].Vector.ToArray();

        Assert.True(during.SequenceEqual(before) || during.SequenceEqual(after));
        Assert.NotEqual(before, after);
    }

    private static ElementView[] Views(int count) => [.. Enumerable.Range(0, count).Select(ElementTasks.Whole)];

    private sealed class Tell(Action<FusionTrainingProgress> tell) : IProgress<FusionTrainingProgress>
    {
        public void Report(FusionTrainingProgress value) => tell(value);
    }

    private sealed class CancelAfter(CancellationTokenSource source, int epoch) : IProgress<FusionTrainingProgress>
    {
        public void Report(FusionTrainingProgress value)
        {
            if (value.Epoch == epoch)
                source.Cancel();
        }
    }
}
