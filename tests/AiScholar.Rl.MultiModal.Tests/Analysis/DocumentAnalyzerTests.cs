using AiScholar.Rl.MultiModal.Tests.Drafts;
using AiScholar.Rl.MultiModal.Tests.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Analysis;

[Trait("Category", "Integration")]
public sealed class DocumentAnalyzerTests
{
    private static readonly string[][] Rows = [["Country", "Cases", "Deaths"], ["Austria", "1204", "31"], ["Belgium", "988", "12"], ["Cyprus", "205", "4"]];

    [Fact]
    public async Task AnalyzeAsync_Paper_FindsElementsCaptionsAndReferences()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper());

        VisualElement table = Assert.Single(analysis.Elements, element => element.ElementType == VisualElementType.Table);
        VisualElement figure = Assert.Single(analysis.Elements, element => element.ElementType == VisualElementType.Figure);
        Assert.Equal(("p1-table-1", "Table 1", 1), (table.Id, table.Label, table.PageNumber));
        Assert.Equal("Figure 1", figure.Label);
        Assert.Equal("988", ((TableContent)table.Content!).ToRows()[2][1]);
        Assert.Equal("raster", ((FigureContent)figure.Content!).Rendering);
        CrossModalRelationship[] ties = [.. analysis.Features.CrossModalRelationships];
        Assert.Contains(ties, tie => tie.Kind == RelationshipKind.Caption && tie.ElementId == figure.Id && tie.Text == "Figure 1: A picture");
        Assert.Contains(ties, tie => tie.Kind == RelationshipKind.Reference && tie.ElementId == table.Id && tie.PageNumber == 2);
        Assert.All(ties, tie => Assert.InRange(tie.Confidence, 0, 1));
        Assert.Equal(2, analysis.Pages.Count);
        Assert.Contains("Austria", analysis.Text, StringComparison.Ordinal);
        Assert.Empty(analysis.Issues);
    }

    [Fact]
    public async Task AnalyzeAsync_Features_AreFiniteAndRepeatable()
    {
        byte[] paper = Paper();

        DocumentAnalysis first = await AnalyzeAsync(paper), second = await AnalyzeAsync(paper);

        float[] embedding = first.Features.IntegratedEmbedding.ToArray();
        Assert.NotEmpty(embedding);
        Assert.All(embedding, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(1, Math.Sqrt(embedding.Sum(value => (double)value * value)), 1e-3);
        Assert.Equal(embedding, second.Features.IntegratedEmbedding.ToArray());
        Assert.Equal(first.Elements.Select(element => element.Id).Order(), first.Features.VisualFeatures.ElementFeatures.Keys.Order());
    }

    [Fact]
    public async Task AnalyzeAsync_GivenRegions_BypassesDetection()
    {
        using var draft = new PdfDraft();
        byte[] pdf = draft.Prose(80, 20).Build();
        var request = new DocumentAnalysisRequest { Regions = [new KnownRegion { PageNumber = 1, BoundingBox = new BoundingBox(60, 70, 480, 60), ElementType = VisualElementType.Table }] };

        DocumentAnalysis analysis = await AnalyzeAsync(pdf, request);

        VisualElement element = Assert.Single(analysis.Elements);
        Assert.Equal(VisualElementType.Table, element.ElementType);
        Assert.IsType<TableContent>(element.Content);
    }

    [Fact]
    public async Task AnalyzeAsync_ElementTypes_LeavesTheOthersOut()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper(), new DocumentAnalysisRequest { ElementTypes = [VisualElementType.Figure] });

        Assert.All(analysis.Elements, element => Assert.Equal(VisualElementType.Figure, element.ElementType));
        Assert.NotEmpty(analysis.Elements);
    }

    [Fact]
    public async Task AnalyzePagesAsync_Paper_GivesPageAfterPage()
    {
        await using ServiceProvider services = Create();
        var pages = new List<PageAnalysis>();
        await foreach (PageAnalysis page in services.GetRequiredService<IDocumentAnalyzer>().AnalyzePagesAsync(DocumentSource.FromBytes(Paper()), new DocumentAnalysisRequest { FirstPage = 2 }, TestContext.Current.CancellationToken))
            pages.Add(page);

        Assert.Equal([2], pages.Select(page => page.Page.Number));
    }

    [Fact]
    public async Task AnalyzeAsync_FaultyProcessor_CostsItsOwnResultOnly()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Paper(), configure: builder => builder.AddProcessor<FaultyProcessor>("faulty", registration => registration.Priority = 10));

        Assert.Contains(analysis.Elements, element => element.ElementType == VisualElementType.Table);
        Assert.Contains(analysis.Issues, issue => issue.Source == "faulty");
    }

    [Fact]
    public async Task AnalyzeAsync_Picture_IsAFigure()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Pictures.Png(40, 30));

        Assert.Equal(VisualElementType.Figure, Assert.Single(analysis.Elements).ElementType);
    }

    [Theory]
    [InlineData("", AdvancedRlErrorCode.DocumentEmpty)]
    [InlineData("just text", AdvancedRlErrorCode.DocumentFormatUnknown)]
    [InlineData("%PDF-1.7 cut off", AdvancedRlErrorCode.DocumentCorrupt)]
    public async Task AnalyzeAsync_UnreadableBytes_SayWhy(string content, AdvancedRlErrorCode code)
    {
        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(async () => await AnalyzeAsync(System.Text.Encoding.ASCII.GetBytes(content)));

        Assert.Equal(code, exception.ErrorCode);
    }

    [Fact]
    public async Task AddDefaults_Twice_RegistersOnce()
    {
        DocumentAnalysis once = await AnalyzeAsync(Paper()), twice = await AnalyzeAsync(Paper(), configure: builder => builder.AddDefaults());

        Assert.Equal(once.Elements.Select(element => element.Id), twice.Elements.Select(element => element.Id));
    }

    private static byte[] Paper()
    {
        using var draft = new PdfDraft();
        return draft.Prose(80, 5).Text(100, 180, "Table 1: Cases and deaths").Ruled(100, 190, [120, 70, 70], Rows)
            .Image(150, 320, 240, 160).Text(150, 500, "Figure 1: A picture").Prose(560, 5)
            .NextPage().Text(72, 100, "The figures of Table 1 are drawn in Fig. 1 as well.").Prose(112, 5)
            .Build();
    }

    private static ServiceProvider Create(Action<IMultiModalBuilder>? configure = null) => new ServiceCollection()
        .AddAdvancedRl(rl => rl.AddMultiModal(builder =>
        {
            builder.AddDefaults();
            configure?.Invoke(builder);
        }))
        .BuildServiceProvider();

    private static async Task<DocumentAnalysis> AnalyzeAsync(byte[] content, DocumentAnalysisRequest? request = null, Action<IMultiModalBuilder>? configure = null)
    {
        await using ServiceProvider services = Create(configure);
        return await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(content), request, TestContext.Current.CancellationToken);
    }

    private sealed class FaultyProcessor : IVisualProcessor
    {
        public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => ValueTask.FromResult(1.0);

        public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new InvalidOperationException("broken");
    }
}
