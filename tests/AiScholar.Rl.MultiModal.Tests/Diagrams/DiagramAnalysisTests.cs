using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Integration")]
public sealed class DiagramAnalysisTests
{
    [Fact]
    public async Task AnalyzeAsync_PictureOfBoxesAndArrow_IsADiagram()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((121, 90), (248, 90)).Head(259, 90, 1, 0);

        VisualElement element = Assert.Single((await AnalyzeAsync(board.ToPng(), _ => { })).Elements);

        Assert.Equal(VisualElementType.Diagram, element.ElementType);
        Assert.Single(((DiagramContent)element.Content!).Edges);
    }

    [Fact]
    public async Task AnalyzeAsync_OverALimit_StaysAFigure()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((121, 90), (248, 90)).Head(259, 90, 1, 0);

        DocumentAnalysis analysis = await AnalyzeAsync(board.ToPng(), options => options.MaxPixels = 1024);

        Assert.Equal(VisualElementType.Figure, Assert.Single(analysis.Elements).ElementType);
    }

    [Fact]
    public void Validate_WrongOptions_AreReportedByName()
    {
        ValidateOptionsResult result = new DiagramOptionsValidator().Validate(null, new DiagramOptions { MaxNodes = 0, MaxStrokes = 0, MaxPixels = 1, Timeout = TimeSpan.Zero });

        Assert.Equal(4, result.Failures!.Count());
    }

    private static async Task<DocumentAnalysis> AnalyzeAsync(byte[] png, Action<DiagramOptions> configure)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults().ConfigureDiagrams(configure))).BuildServiceProvider();
        return await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(png));
    }
}
