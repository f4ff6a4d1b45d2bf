using AiScholar.Rl.Evaluation.Charts.Generated;
using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

/// <summary>Diagrams drawn as vector pages, read back through the whole pipeline.</summary>
[Trait("Category", "Integration")]
public sealed class VectorDiagramTests
{
    public static TheoryData<string> ChartKindNames => new(ChartMaker.Kinds);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Analyze_FlowchartOfAllShapes_IsItsExactGraph(bool hasCaption)
    {
        VisualElement element = Assert.Single((await AnalyzeAsync(Flowchart(hasCaption))).Elements);

        FlowchartContent chart = Assert.IsType<FlowchartContent>(element.Content);
        Assert.Equal("diagram-paths", element.Processor);
        Assert.Equal(hasCaption ? "Figure 1" : null, element.Label);
        Assert.Equal(
            [
                "circle:End", "cylinder:Readings", "diamond:Valid?", "ellipse:Operator", "hexagon:Prepare", "parallelogram:Input", "rectangle:Log", "rectangle:Storage",
                "rounded-rectangle:Average", "terminator:Start",
            ],
            chart.Nodes.Select(node => $"{node.Shape}:{node.Text}").Order(StringComparer.Ordinal));
        string Name(string id) => chart.Nodes.Single(node => node.Id == id).Text;
        Assert.Equal(
            [
                "Average>Readings", "Input>Valid?", "Log-Readings", "Operator>Input:types", "Prepare>Input", "Readings>End", "Start>Prepare", "Valid?>Average:yes", "Valid?>Log:no",
            ],
            chart.Edges.Select(edge => $"{Name(edge.SourceId)}{(edge.IsDirected ? '>' : '-')}{Name(edge.TargetId)}{(edge.Label is null ? "" : ":" + edge.Label)}").Order(StringComparer.Ordinal));
        Assert.Equal(["Log", "Readings"], chart.Nodes.Where(node => node.ParentId is not null && Name(node.ParentId) == "Storage").Select(node => node.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Analyze_SamePageTwice_GivesTheSame()
    {
        byte[] pdf = Flowchart(hasCaption: true);

        string[] written = [Write(await AnalyzeAsync(pdf)), Write(await AnalyzeAsync(pdf))];

        Assert.Equal(written[0], written[1]);
        static string Write(DocumentAnalysis analysis) => string.Join('\n', analysis.Elements.Select(element => AdvancedRlJson.Serialize(element)));
    }

    [Fact]
    public async Task Analyze_ArrowsBetweenWordsAndABox_HasShapesOfText()
    {
        using FlowSheet sheet = new FlowSheet().Text(118, 203, "signal").Line((133, 200), (194, 200)).Head(200, 200, 1, 0).Rectangle(200, 180, 90, 40, "Filter")
            .Line((290, 200), (354, 200)).Head(360, 200, 1, 0).Text(373, 203, "sound").Caption(260);

        DiagramContent diagram = Assert.IsType<DiagramContent>(Assert.Single((await AnalyzeAsync(sheet.ToPdf())).Elements).Content);

        // Where a reader parts a word's letters is not the matter here.
        Assert.Equal(["rectangle:Filter", "text:signal", "text:sound"], diagram.Nodes.Select(node => $"{node.Shape}:{node.Text.Replace(" ", "", StringComparison.Ordinal)}").Order(StringComparer.Ordinal));
        Assert.Equal(2, diagram.Edges.Count);
    }

    [Fact]
    public async Task Analyze_LinesThatMerge_ConnectEachSourceWithTheTarget()
    {
        using FlowSheet sheet = new FlowSheet().Rectangle(100, 150, 80, 30, "One").Rectangle(240, 150, 80, 30, "Two").Rectangle(170, 250, 80, 30, "Sum")
            .Line((140, 180), (140, 215), (210, 215), (210, 244)).Head(210, 250, 0, 1).Line((280, 180), (280, 215), (210, 215)).Caption(320);

        DiagramContent diagram = Assert.IsType<DiagramContent>(Assert.Single((await AnalyzeAsync(sheet.ToPdf())).Elements).Content);

        string sum = diagram.Nodes.Single(node => node.Text == "Sum").Id;
        Assert.Equal(2, diagram.Edges.Count);
        Assert.All(diagram.Edges, edge => Assert.Equal((sum, true), (edge.TargetId, edge.IsDirected)));
    }

    [Theory]
    [MemberData(nameof(ChartKindNames))]
    public async Task Analyze_Chart_StaysAChart(string kind)
    {
        DocumentAnalysis analysis = await AnalyzeAsync(ChartFiles.Pdf(ChartMaker.Make(kind, ChartStyle.Tuned[0], 0, 0)));

        Assert.Equal(VisualElementType.Chart, Assert.Single(analysis.Elements).ElementType);
    }

    [Fact]
    public async Task Analyze_RuledTable_StaysATable()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Table 1: What was measured in each of the groups.");
        for (int row = 0; row < 5; row++)
        {
            for (int column = 0; column < 4; column++)
                draft.Rectangle(72 + (100 * column), 120 + (20 * row), 100, 20).Text(80 + (100 * column), 134 + (20 * row), $"{row}{column}");
        }

        Assert.Equal(VisualElementType.Table, Assert.Single((await AnalyzeAsync(draft.Build())).Elements).ElementType);
    }

    [Fact]
    public async Task Analyze_DrawingOfShapesWithoutWords_StaysAFigure()
    {
        using FlowSheet sheet = new FlowSheet().Ellipse(150, 150, 100, 100).Rectangle(280, 160, 80, 80).Line((250, 200), (280, 200)).Polygon(null, (380, 240), (430, 150), (480, 240))
            .Line((360, 200), (400, 200)).Text(200, 262, "sun").Text(320, 262, "house").Text(430, 262, "hill").Caption(290);

        Assert.Equal(VisualElementType.Figure, Assert.Single((await AnalyzeAsync(sheet.ToPdf())).Elements).ElementType);
    }

    [Fact]
    public async Task Analyze_OverALimit_StaysAFigure()
    {
        DocumentAnalysis analysis = await AnalyzeAsync(Flowchart(hasCaption: true), options => options.MaxNodes = 3);

        Assert.Equal(VisualElementType.Figure, Assert.Single(analysis.Elements).ElementType);
    }

    /// <summary>Every kind of shape, filled heads and heads of two strokes, a dashed line, a curve and a container.</summary>
    private static byte[] Flowchart(bool hasCaption)
    {
        using FlowSheet sheet = new FlowSheet()
            .Rectangle(260, 130, 90, 24, "Start", radius: 12)
            .Polygon("Prepare", (260, 194), (272, 180), (338, 180), (350, 194), (338, 208), (272, 208))
            .Polygon("Input", (270, 236), (360, 236), (340, 262), (250, 262))
            .Diamond(250, 290, 110, 54, "Valid?")
            .Ellipse(110, 234, 90, 30, "Operator")
            .Rectangle(260, 376, 90, 28, "Average", radius: 5)
            .Container(80, 430, 300, 90, "Storage")
            .Cylinder(270, 456, 70, 52, "Readings")
            .Rectangle(110, 468, 80, 28, "Log")
            .Ellipse(440, 464, 36, 36, "End")
            .Line((305, 154), (305, 174)).Head(305, 180, 0, 1)
            .Line((305, 208), (305, 236)).OpenHead(305, 236, 0, 1)
            .Line((200, 249), (254, 249)).Head(260, 249, 1, 0).Text(228, 245, "types")
            .Line((305, 262), (305, 284)).Head(305, 290, 0, 1)
            .Line((305, 344), (305, 376)).OpenHead(305, 376, 0, 1).Text(314, 362, "yes")
            .Line((250, 317), (150, 317), (150, 462)).Head(150, 468, 0, 1).Text(200, 313, "no")
            .Line((305, 404), (305, 450)).Head(305, 456, 0, 1)
            .Dashes((190, 482), (270, 482))
            .Curve((340, 482), (370, 470), (400, 482), (434, 482)).Head(440, 482, 1, 0);
        if (hasCaption)
            sheet.Caption(550);
        return sheet.ToPdf();
    }

    private static async Task<DocumentAnalysis> AnalyzeAsync(byte[] pdf, Action<DiagramOptions>? configure = null)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults().ConfigureDiagrams(configure ?? (_ => { })))).BuildServiceProvider();
        return await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(pdf), cancellationToken: TestContext.Current.CancellationToken);
    }
}
