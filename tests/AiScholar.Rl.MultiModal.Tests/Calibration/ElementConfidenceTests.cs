using AiScholar.Rl.MultiModal.Tests.Diagrams;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Calibration;

[Trait("Category", "Integration")]
public sealed class ElementConfidenceTests
{
    [Fact]
    public async Task AnalyzeAsync_LineThatEndsNowhere_LowersTheConfidence()
    {
        VisualElement whole = await ReadAsync(Draw(loose: false), calibrate: true), torn = await ReadAsync(Draw(loose: true), calibrate: true);

        Assert.True(torn.Confidence < whole.Confidence - 0.05, $"{torn.Confidence} is not below {whole.Confidence}");
        Assert.Equal(1, Evidence(whole, "attached"));
        Assert.InRange(Evidence(torn, "attached"), 0.1, 0.9);
    }

    [Fact]
    public async Task AnalyzeAsync_CalibrationIsOff_KeepsTheScoreAndTheEvidence()
    {
        VisualElement raw = await ReadAsync(Draw(loose: true), calibrate: false), judged = await ReadAsync(Draw(loose: true), calibrate: true);

        Assert.Equal(Evidence(judged, "attached"), Evidence(raw, "attached"));
        Assert.NotEqual(judged.Confidence, raw.Confidence);
        Assert.Equal(((DiagramContent)judged.Content!).Edges.Count, ((DiagramContent)raw.Content!).Edges.Count);
    }

    private static byte[] Draw(bool loose)
    {
        using Board board = new Board(400, 300).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((121, 90), (248, 90)).Head(259, 90, 1, 0);
        if (loose)
            board.Line((70, 121), (70, 220));
        return board.ToPng();
    }

    private static double Evidence(VisualElement element, string name) => element.Properties["evidence"].GetProperty(name).GetDouble();

    private static async Task<VisualElement> ReadAsync(byte[] png, bool calibrate)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults().ConfigureDocuments(options => options.CalibrateConfidence = calibrate)))
            .BuildServiceProvider();
        VisualFeatures features = await services.GetRequiredService<IDocumentAnalyzer>().ExtractVisualFeaturesAsync(DocumentSource.FromBytes(png), null, TestContext.Current.CancellationToken);
        return Assert.Single(features.Elements, element => element.Content is DiagramContent);
    }
}
