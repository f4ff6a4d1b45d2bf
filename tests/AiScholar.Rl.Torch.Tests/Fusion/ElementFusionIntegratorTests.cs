using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
[Collection(LiveTensorTests.Name)]
public sealed class ElementFusionIntegratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Integrate_TextAndElements_GivesAVectorInTheQueriesSpace()
    {
        await using var services = Services();
        var (text, visual) = Features();

        var features = await Integrator(services).IntegrateAsync(text, visual, Token);

        var query = (await services.GetRequiredService<IElementFusionModel>().EncodeQueriesAsync(["magnetization of films"], Token))[0];
        Assert.True(ElementTasks.Inner(query, features.IntegratedEmbedding) > 0.3);
        Assert.InRange(features.ConfidenceScores["gate.text"], 0.2, 0.8);
        Assert.Equal("element-fusion", features.Integrator);
    }

    [Fact]
    public async Task Integrate_NothingThere_IsZero()
    {
        await using var services = Services();

        var features = await Integrator(services).IntegrateAsync(new TextFeatures { Embedding = default }, new VisualFeatures { Elements = [] }, Token);

        Assert.All(features.IntegratedEmbedding.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Encode_ManyTimesAndRefusals_LeaveTheLiveTensorCount()
    {
        using var model = ElementTasks.Create();
        ElementView[] views = [.. Enumerable.Range(0, 4).Select(ElementTasks.Whole)];
        await model.EncodeAsync(views, Token);
        await model.EncodeQueriesAsync(["a"], Token);
        var before = LiveTensors.Count();

        await Parallel.ForAsync(0, 300, Token, async (i, token) =>
        {
            await model.EncodeAsync(views, token);
            await model.EncodeQueriesAsync([$"query {i}"], token);
        });
        await Assert.ThrowsAsync<AdvancedRlException>(async () => await model.EncodeAsync([.. views, null!], Token));

        Assert.Equal(before, LiveTensors.Count());
    }

    [Theory]
    [InlineData(FusionIntegratorKind.Gated)]
    [InlineData(FusionIntegratorKind.CrossAttention)]
    [InlineData(FusionIntegratorKind.LowRank)]
    public async Task Train_AnyNumberOfEpochs_LeavesNoTensorBehind(FusionIntegratorKind kind)
    {
        ElementView[] views = [.. Enumerable.Range(0, 12).Select(ElementTasks.Whole)];
        async Task<long> GrowthAsync(int epochs)
        {
            var before = LiveTensors.Count();
            using (var model = ElementTasks.Create(kind))
                await model.TrainAsync(views, new ElementTrainingOptions { Epochs = epochs, Patience = epochs, BatchSize = 4 }, cancellationToken: Token);
            return LiveTensors.Count() - before;
        }

        Assert.Equal(0, await GrowthAsync(1));
        Assert.Equal(0, await GrowthAsync(4));
    }

    private static ServiceProvider Services() => new ServiceCollection()
        .AddSingleton(TestRuntime.Cpu)
        .AddAdvancedRl(rl => rl.AddMultiModal(m => m.UseElementFusion(options => options.UseDefaultWeights = false).UseElementFusion()))
        .BuildServiceProvider();

    private static IFeatureIntegrator Integrator(IServiceProvider services) => services.GetRequiredKeyedService<IFeatureIntegrator>("element-fusion");

    private static (TextFeatures Text, VisualFeatures Visual) Features() => (
        new TextFeatures { Embedding = new float[] { 1, -2, 3 }, Chunks = [new TextChunk { Text = "We measure the magnetization of thin films." }] },
        new VisualFeatures
        {
            Elements = [new VisualElement { Id = "p1-figure-1", ElementType = VisualElementType.Figure, BoundingBox = new BoundingBox(0, 0, 10, 10), PageNumber = 1, Confidence = 0.8, Caption = "Figure 1: Magnetization of films" }],
            ElementFeatures = new Dictionary<string, ReadOnlyMemory<float>> { ["p1-figure-1"] = new float[] { 1, 0, 0.5f } },
        });
}
