namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
[Collection(LiveTensorTests.Name)]
public sealed class SequenceLeakTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sasrec", 15)]
    [InlineData("gru4rec", 7)]
    public async Task TrainPredictSaveLoad_LeavesNoTensorBehind(string kind, int parameters)
    {
        async Task<long> GrowthAsync(int epochs)
        {
            var before = LiveTensors.Count();
            await using (var services = SequenceTasks.Services())
            {
                var model = SequenceTasks.Model(services, kind);
                await model.TrainAsync(SequenceTasks.Steps(), SequenceTasks.Quick with { Epochs = epochs }, cancellationToken: Token);
                using var saved = new MemoryStream();
                await model.SaveAsync(saved, Token);
                saved.Position = 0;
                await model.LoadAsync(saved, Token);
                for (var i = 0; i < epochs; i++)
                    await SequenceTasks.Predictor(services, kind).PredictNextActionAsync(SequenceTasks.After(1, 2), cancellationToken: Token);
            }

            return LiveTensors.Count() - before;
        }

        // TorchSharp counts a tensor that becomes a Parameter twice and frees it once: here two networks, the trained and the loaded one.
        Assert.InRange(await GrowthAsync(2), 0, 2 * parameters);
        Assert.InRange(await GrowthAsync(6), 0, 2 * parameters);
    }
}
