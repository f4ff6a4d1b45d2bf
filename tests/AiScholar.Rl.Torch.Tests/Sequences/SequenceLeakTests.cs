namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
[Collection(LiveTensorTests.Name)]
public sealed class SequenceLeakTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sasrec")]
    [InlineData("gru4rec")]
    public async Task TrainPredictSaveLoad_LeavesNoTensorBehind(string kind)
    {
        async Task RunAsync(int epochs)
        {
            await using var services = SequenceTasks.Services();
            var model = SequenceTasks.Model(services, kind);
            await model.TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = epochs }, cancellationToken: Token);
            using var saved = new MemoryStream();
            await model.SaveAsync(saved, Token);
            saved.Position = 0;
            await model.LoadAsync(saved, Token);
            for (var i = 0; i < epochs; i++)
                await SequenceTasks.Predictor(services, kind).PredictNextActionAsync(SequenceTasks.After(1, 2), cancellationToken: Token);
        }

        await RunAsync(1);
        var before = LiveTensors.Count();
        await RunAsync(5);

        Assert.Equal(before, LiveTensors.Count());
    }
}
