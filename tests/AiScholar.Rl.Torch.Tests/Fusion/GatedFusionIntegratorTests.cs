using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
[Collection(LiveTensorTests.Name)]
public sealed class GatedFusionIntegratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ServiceProvider Services(Action<GatedFusionOptions>? configure = null) => new ServiceCollection()
        .AddSingleton(TestRuntime.Cpu)
        .AddAdvancedRl(rl => rl.AddMultiModal(m => m.UseGatedFusion(options =>
        {
            options.Dimension = 16;
            configure?.Invoke(options);
        })))
        .BuildServiceProvider();

    private static IFeatureIntegrator Integrator(IServiceProvider services) => services.GetRequiredKeyedService<IFeatureIntegrator>("gated-fusion");

    private static VisualElement Element(string id, double confidence) =>
        new() { Id = id, ElementType = VisualElementType.Table, BoundingBox = new BoundingBox(0, 0, 10, 10), PageNumber = 1, Confidence = confidence };

    private static CrossModalRelationship Relationship(string elementId, double confidence) =>
        new() { Kind = RelationshipKind.Caption, ElementId = elementId, Confidence = confidence, Text = "Table 1" };

    private static (TextFeatures Text, VisualFeatures Visual) Features() => (
        new TextFeatures { Embedding = new float[] { 1, -2, 3 } },
        new VisualFeatures
        {
            Elements = [Element("p1-table-1", 0.8), Element("p1-table-2", 0.4)],
            GlobalFeatures = new float[] { 0.5f, 2 },
            Relationships = [Relationship("p1-table-1", 0.9), Relationship("p1-table-2", 0.7)],
        });

    [Fact]
    public async Task Integrate_BothParts_CarriesFeaturesRelationshipsAndScores()
    {
        await using var services = Services();
        var (text, visual) = Features();

        var features = await Integrator(services).IntegrateAsync(text, visual, Token);

        Assert.Same(text, features.TextFeatures);
        Assert.Same(visual, features.VisualFeatures);
        Assert.Equal(visual.Relationships, features.CrossModalRelationships);
        Assert.Empty(features.Issues);
        var scores = features.ConfidenceScores;
        Assert.Equal(1, scores["text"]);
        Assert.Equal(0.6, scores["visual"], 1e-9);
        Assert.Equal(0.8, scores["relationships"], 1e-9);
        Assert.Equal(scores["gate.text"] + ((1 - scores["gate.text"]) * 0.6), scores["overall"], 1e-9);
        Assert.Equal(0, scores["trained"]);
    }

    [Fact]
    public async Task Integrate_NoElements_IsTextAlone()
    {
        await using var services = Services();

        var features = await Integrator(services).IntegrateAsync(Features().Text, new VisualFeatures { Elements = [] }, Token);

        Assert.Contains(features.IntegratedEmbedding.ToArray(), value => value != 0);
        Assert.Equal(0, features.ConfidenceScores["visual"]);
        Assert.Equal(1, features.ConfidenceScores["overall"]);
        Assert.Equal(0, features.ConfidenceScores["relationships"]);
    }

    [Fact]
    public async Task Integrate_Nothing_IsZeroWithoutConfidence()
    {
        await using var services = Services();

        var features = await Integrator(services).IntegrateAsync(new TextFeatures { Embedding = default }, new VisualFeatures { Elements = [] }, Token);

        Assert.Equal(new float[16], features.IntegratedEmbedding.ToArray());
        Assert.Equal(0, features.ConfidenceScores["overall"]);
    }

    [Fact]
    public async Task Integrate_RelationshipToNowhere_IsLeftOutWithAnIssue()
    {
        await using var services = Services();
        var (text, visual) = Features();

        var features = await Integrator(services).IntegrateAsync(text, visual with { Relationships = [.. visual.Relationships, Relationship("p9-figure-1", 1), Relationship("p1-table-1", double.NaN)] }, Token);

        Assert.Equal(visual.Relationships, features.CrossModalRelationships);
        Assert.Contains("2 relationships", Assert.Single(features.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_WithACheckpoint_FusesWithItsWeights()
    {
        var folder = Directory.CreateTempSubdirectory("gated-fusion-");
        try
        {
            var path = Path.Combine(folder.FullName, "fusion.ckpt");
            var (text, visual) = Features();
            await using var first = Services(options => options.Seed = 1);
            var expected = (await Integrator(first).IntegrateAsync(text, visual, Token)).IntegratedEmbedding.ToArray();
            await first.GetRequiredService<IFusionModel>().SaveAsync(path, Token);

            await using var second = Services(options => (options.Seed, options.CheckpointPath) = (2, path));
            var integrator = Integrator(second);
            await ((IInitializable)integrator).InitializeAsync(Token);

            Assert.Equal(expected, (await integrator.IntegrateAsync(text, visual, Token)).IntegratedEmbedding.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Initialize_CheckpointAbsent_SaysWhich()
    {
        await using var services = Services(options => options.CheckpointPath = "/nowhere/fusion.ckpt");

        var exception = await Assert.ThrowsAsync<StateException>(async () => await ((IInitializable)Integrator(services)).InitializeAsync(Token));
        Assert.Contains("/nowhere/fusion.ckpt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Integrate_TenThousandCalls_LeaveTheLiveTensorCount()
    {
        await using var services = Services();
        var integrator = Integrator(services);
        var (text, visual) = Features();
        var textOnly = new VisualFeatures { Elements = [] };
        await integrator.IntegrateAsync(text, visual, Token);
        await integrator.IntegrateAsync(text, textOnly, Token);
        var before = LiveTensors.Count();

        await Parallel.ForAsync(0, 10_000, Token, async (i, token) => await integrator.IntegrateAsync(text, i % 2 == 0 ? visual : textOnly, token));

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task Fuse_RefusedInput_LeavesTheLiveTensorCount()
    {
        await using var services = Services();
        var integrator = Integrator(services);
        var (text, visual) = Features();
        await integrator.IntegrateAsync(text, visual, Token);
        var before = LiveTensors.Count();

        await Assert.ThrowsAsync<AdvancedRlException>(async () => await integrator.IntegrateAsync(new TextFeatures { Embedding = new[] { float.NaN } }, visual, Token));

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task Train_AnyNumberOfEpochs_LeavesNoTensorBehind()
    {
        async Task<long> GrowthAsync(int epochs)
        {
            var before = LiveTensors.Count();
            using (var model = FusionModels.Create())
                await model.TrainAsync(FusionTasks.OneTells(true, 32, 1), new FusionTrainingOptions { Epochs = epochs, Patience = epochs }, cancellationToken: Token);
            return LiveTensors.Count() - before;
        }

        // TorchSharp counts a tensor that becomes a Parameter twice and frees it once: 3 for the unit's weights, whatever the number of epochs.
        Assert.InRange(await GrowthAsync(2), 0, 3);
        Assert.InRange(await GrowthAsync(12), 0, 3);
    }

    [Fact]
    public async Task Dispose_Container_FreesEveryTensor()
    {
        var (text, visual) = Features();
        var before = LiveTensors.Count();

        await using (var services = Services())
            await Integrator(services).IntegrateAsync(text, visual, Token);

        Assert.Equal(before, LiveTensors.Count());
    }
}
