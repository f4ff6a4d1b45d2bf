using System.Text.Json.Serialization;
using AiScholar.Rl;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.IntegrationTests;

/// <summary>A third party's element type, from region to JSON, and a faulty neighbour that must not cost the document.</summary>
[Trait("Category", "Integration")]
public sealed partial class ThirdPartyElementTests
{
    [Fact]
    public async Task AnalyzeAsync_ThirdPartyProcessor_ItsElementIsFoundAndSurvivesJson()
    {
        await using ServiceProvider services = SdkHost.Create(rl => rl
            .AddMultiModal(m => m.AddRegionDetector<StampDetector>().AddProcessor<StampProcessor>().AddContent(StampJson.Default.StampContent)));
        DocumentAnalysis analysis = await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(await DocumentSource.FromFileAsync(SdkHost.PaperPath));

        VisualElement stamp = Assert.Single(analysis.Elements, element => element.ElementType == Stamp && element.PageNumber == 1);
        Assert.Equal("received", Assert.IsType<StampContent>(stamp.Content).Text);
        var options = AdvancedRlJson.CreateOptions(services.GetRequiredService<ElementContentRegistry>());
        string json = AdvancedRlJson.Serialize(stamp, options);
        Assert.IsType<StampContent>(AdvancedRlJson.Deserialize<VisualElement>(json, options).Content);
        Assert.Equal(json, AdvancedRlJson.Serialize(AdvancedRlJson.Deserialize<VisualElement>(json)));
    }

    [Fact]
    public async Task AnalyzeAsync_ProcessorThatThrows_CostsItsOwnElementsAndIsReported()
    {
        await using ServiceProvider services = SdkHost.Create(rl => rl
            .AddMultiModal(m => m.AddRegionDetector<StampDetector>().AddProcessor<BrokenProcessor>()));
        DocumentAnalysis analysis = await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(await DocumentSource.FromFileAsync(SdkHost.PaperPath));

        Assert.Contains(analysis.Issues, issue => issue.Source == "broken" && issue.Code == AdvancedRlErrorCode.ExtensionFailed);
        Assert.Contains(analysis.Elements, element => element.ElementType == VisualElementType.Table);
        Assert.Contains(services.GetRequiredService<IRlDiagnostics>().RecentFaults, fault => fault.ExtensionName == "broken");
    }

    private static VisualElementType Stamp { get; } = new("stamp");

    [ElementContentKind("stamp")]
    internal sealed record StampContent : ElementContent
    {
        public required string Text { get; init; }
    }

    [JsonSerializable(typeof(StampContent))]
    internal sealed partial class StampJson : JsonSerializerContext;

    private sealed class StampDetector : IRegionDetector
    {
        public ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<VisualRegion>>([new VisualRegion { Page = page, BoundingBox = new BoundingBox(1, 1, 12, 12), SuggestedType = Stamp }]);
    }

    private sealed class StampProcessor : IVisualProcessor
    {
        public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [Stamp];

        public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => ValueTask.FromResult(0.9);

        public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new VisualElement
            {
                ElementType = Stamp,
                BoundingBox = region.BoundingBox,
                PageNumber = region.Page.Number,
                Confidence = 0.9,
                Content = new StampContent { Text = "received" },
            });
    }

    private sealed class BrokenProcessor : IVisualProcessor
    {
        public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [Stamp];

        public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new InvalidOperationException("broken on purpose");

        public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new InvalidOperationException("broken on purpose");
    }
}
