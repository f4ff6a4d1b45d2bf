using AiScholar.Rl.Evaluation.Charts.Generated;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

/// <summary>Charts drawn as vector pages, read back through the whole pipeline.</summary>
[Trait("Category", "Unit")]
public sealed class VectorChartTests
{
    public static TheoryData<string> Kinds => new(ChartMaker.Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Extract_DrawnPage_ReadsKindAndValues(string kind)
    {
        GeneratedChart chart = ChartMaker.Make(kind, ChartStyle.Tuned[0], 0, 0);

        VisualElement element = Assert.Single((await ExtractAsync(ChartFiles.Pdf(chart))).Elements, candidate => candidate.Content is ChartContent);

        ChartScore score = ChartScore.Of(chart, (ChartContent)element.Content!);
        Assert.True(score.IsKindRight);
        Assert.InRange(score.F1, 0.95, 1);
        Assert.Equal("Figure 1", element.Label);
    }

    [Fact]
    public async Task Extract_DrawnPage_KeepsTheCaptionTied()
    {
        VisualFeatures features = await ExtractAsync(ChartFiles.Pdf(ChartMaker.Make(ChartKinds.Line, ChartStyle.Tuned[0], 0, 0)));

        VisualElement chart = Assert.Single(features.Elements, element => element.ElementType == VisualElementType.Chart);
        Assert.Contains(features.Relationships, tie => tie.Kind == RelationshipKind.Caption && tie.ElementId == chart.Id);
        Assert.DoesNotContain(features.Elements, element => element.ElementType == VisualElementType.Figure);
    }

    [Fact]
    public void Read_LinesWithoutNumbers_IsNoChart()
    {
        PagePath[] paths = [Line(100, 100, 100, 300), Line(100, 300, 400, 300), Line(120, 250, 380, 130)];
        var page = new DocumentPage { Number = 1, Width = 600, Height = 800, Paths = paths, Words = [Word("left", 60, 200), Word("below", 200, 310), Word("right", 300, 310)] };

        Assert.Null(VectorChartReader.Read(page, new BoundingBox(50, 90, 370, 240)));
    }

    [Fact]
    public void Read_NumbersOutOfProportion_IsNoChart()
    {
        PagePath[] paths = [Line(100, 100, 100, 300), Line(100, 300, 400, 300), Line(120, 250, 380, 130)];
        PageWord[] words = [Word("7", 80, 110), Word("1", 80, 170), Word("5", 80, 230), Word("2", 80, 290), Word("3", 120, 310), Word("9", 220, 310), Word("4", 320, 310)];

        Assert.Null(VectorChartReader.Read(new DocumentPage { Number = 1, Width = 600, Height = 800, Paths = paths, Words = words }, new BoundingBox(50, 90, 370, 240)));
    }

    [Fact]
    public void Read_DashesAsBoxesMovedLabelAndLegendGrid_IsTheLinesAlone()
    {
        PagePath[] lines =
        [
            Line(100, 100, 100, 300), Line(100, 300, 400, 300), .. Enumerable.Range(0, 4).Select(tick => Line(100 + (100 * tick), 300, 100 + (100 * tick), 303)),
            Line(100, 250, 380, 130) with { StrokeColor = new RgbaColor(200, 0, 0) }, Line(100, 150, 380, 260) with { StrokeColor = new RgbaColor(0, 0, 200) }, Line(100, 170, 380, 200) with { StrokeColor = new RgbaColor(0, 160, 0) },
            Line(210, 110, 220, 110) with { StrokeColor = new RgbaColor(200, 0, 0) }, Line(280, 110, 290, 110) with { StrokeColor = new RgbaColor(0, 0, 200) }, Line(210, 122, 220, 122) with { StrokeColor = new RgbaColor(0, 160, 0) },
            .. Enumerable.Range(0, 40).Select(dash => Box(100 + (6 * dash), 119.6, 3, 0.8)),
        ];
        PageWord[] words =
        [
            .. Enumerable.Range(0, 5).Select(tick => Word($"{tick}", 88, 300 - (50 * tick))), Word("0", 97, 312), Word("1", 197, 312), Word("2", 297, 312), Word("3", 390, 312),
            Word("one", 224, 110), Word("two", 294, 110), Word("three", 224, 122),
        ];

        ChartContent chart = Assert.IsType<ReadChart>(VectorChartReader.Read(new DocumentPage { Number = 1, Width = 600, Height = 800, Paths = lines, Words = words }, new BoundingBox(80, 90, 340, 240))).Content;

        Assert.Equal(ChartKinds.Line, chart.ChartKind);
        ChartSeries one = Assert.Single(chart.Series, series => series.Name == "one");
        Assert.Contains(chart.Series, series => series.Name == "two");
        Assert.Contains(chart.Series, series => series.Name == "three");
        Assert.Equal(0, one.Points[0].X, 2);
        Assert.Equal(2.8, one.Points[^1].X, 2);
        Assert.Equal(1, one.Points[0].Y, 2);
    }

    private static PagePath Box(double x, double y, double width, double height) => new()
    {
        Segments = [PathSegment.Line(x, y, x + width, y), PathSegment.Line(x + width, y, x + width, y + height), PathSegment.Line(x + width, y + height, x, y + height), PathSegment.Line(x, y + height, x, y)],
        BoundingBox = new BoundingBox(x, y, width, height),
        IsFilled = true,
    };

    private static PagePath Line(double x0, double y0, double x1, double y1) =>
        new() { Segments = [PathSegment.Line(x0, y0, x1, y1)], BoundingBox = BoundingBox.FromEdges(x0, y0, x1, y1), IsStroked = true, LineWidth = 1 };

    private static PageWord Word(string text, double x, double y) => new() { Text = text, BoundingBox = new BoundingBox(x, y - 4, 6 * text.Length, 8), FontSize = 10, Baseline = y + 4 };

    private static async Task<VisualFeatures> ExtractAsync(byte[] bytes)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(documents => documents.AddDefaults())).BuildServiceProvider();
        return await services.GetRequiredService<IDocumentAnalyzer>().ExtractVisualFeaturesAsync(DocumentSource.FromBytes(bytes));
    }
}
