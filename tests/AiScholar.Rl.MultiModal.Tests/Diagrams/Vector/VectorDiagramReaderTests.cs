namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class VectorDiagramReaderTests
{
    private static readonly BoundingBox Figure = new(50, 50, 400, 300);

    [Fact]
    public void Read_TwoBoxesAndAnArrow_IsADiagram() => Assert.NotNull(Read(Pair()));

    [Fact]
    public void Read_LineAcrossTheArrow_ConnectsNothing()
    {
        ReadDiagram diagram = Assert.IsType<ReadDiagram>(Read([.. Pair(), Path((210, 130), (210, 70))]));

        Assert.Single(diagram.Edges);
    }

    [Fact]
    public void Read_HeadAtBothEnds_IsBidirectional()
    {
        DiagramEdge edge = Assert.Single(Assert.IsType<ReadDiagram>(Read([.. Pair(), Filled((160, 100), (166, 97), (166, 103))])).Edges);

        Assert.True(edge.IsBidirectional);
    }

    [Fact]
    public void Read_PathsWithoutANumber_AreLeftOut()
    {
        PagePath bad = Path((double.NaN, 100), (200, double.PositiveInfinity)) with { BoundingBox = new BoundingBox(100, 100, 50, 50) };

        Assert.Single(Assert.IsType<ReadDiagram>(Read([.. Pair(), bad])).Edges);
    }

    [Fact]
    public void Read_MoreLinesThanAllowed_IsNoDiagram()
    {
        PagePath[] many = [.. Pair(), .. Enumerable.Range(0, 200).Select(i => Path((100 + i, 200), (101 + i, 300)))];

        Assert.Null(Read(many, new DiagramOptions { MaxStrokes = 100 }));
    }

    [Fact]
    public void Read_ThousandsOfSegments_EndsWithoutADiagram()
    {
        var random = new Random(3);
        PagePath[] tangle = [.. Enumerable.Range(0, 5_000).Select(_ => Path([.. Enumerable.Range(0, 4).Select(_ => (60 + (380 * random.NextDouble()), 60 + (280 * random.NextDouble())))]))];

        Assert.Null(Read([.. Pair(), .. tangle]));
    }

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => VectorDiagramReader.Read(Page(Pair()), Figure, new DiagramOptions(), cancelled.Token));
    }

    [Theory]
    [InlineData("rectangle", 0, 0, 60, 0, 60, 30, 0, 30)]
    [InlineData("diamond", 30, 0, 60, 20, 30, 40, 0, 20)]
    [InlineData("parallelogram", 12, 0, 60, 0, 48, 30, 0, 30)]
    [InlineData("trapezoid", 12, 0, 48, 0, 60, 30, 0, 30)]
    [InlineData("triangle", 30, 0, 60, 40, 0, 40)]
    [InlineData("hexagon", 10, 0, 50, 0, 60, 15, 50, 30, 10, 30, 0, 15)]
    [InlineData("page", 0, 0, 48, 0, 60, 12, 60, 40, 0, 40)]
    [InlineData("polygon", 0, 0, 40, 0, 40, 20, 60, 20, 60, 40, 0, 40)]
    public void Kind_StraightOutline_IsNamed(string kind, params int[] corners)
    {
        (double X, double Y)[] points = [.. corners.Chunk(2).Select(pair => ((double)pair[0], (double)pair[1]))];

        Assert.Equal(kind, OutlineKind.Of(points, Bounds(points)));
    }

    [Theory]
    [InlineData("ellipse", 80, 40)]
    [InlineData("circle", 40, 40)]
    public void Kind_RoundOutline_IsNamed(string kind, double width, double height)
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 40).Select(i => (width / 2 * (1 + Math.Cos(i * Math.PI / 20)), height / 2 * (1 + Math.Sin(i * Math.PI / 20))))];

        Assert.Equal(kind, OutlineKind.Of(points, Bounds(points)));
    }

    [Fact]
    public void Corners_LongOutline_KeepsItsCornersInOrder()
    {
        (double X, double Y)[] square = [.. Enumerable.Range(0, 400).Select(i => (i / 100) switch { 0 => (i, 0.0), 1 => (100.0, i - 100.0), 2 => (300.0 - i, 100.0), _ => (0.0, 400.0 - i) })];

        Assert.Equal([(0, 0), (0, 100), (100, 0), (100, 100)], Outline.Corners(square, 0.2).Order());
    }

    /// <summary>Two boxes with words and an arrow from left to right.</summary>
    private static PagePath[] Pair() =>
    [
        Path((100, 80), (160, 80), (160, 120), (100, 120), (100, 80)), Path((260, 80), (320, 80), (320, 120), (260, 120), (260, 80)), Path((160, 100), (255, 100)), Filled((260, 100), (254, 97), (254, 103)),
    ];

    private static ReadDiagram? Read(PagePath[] paths, DiagramOptions? options = null) => VectorDiagramReader.Read(Page(paths), Figure, options ?? new DiagramOptions(), TestContext.Current.CancellationToken);

    private static DocumentPage Page(PagePath[] paths) => new() { Number = 1, Width = 600, Height = 800, Paths = paths, Words = [Word("left", 115), Word("right", 275)] };

    private static PageWord Word(string text, double x) => new() { Text = text, BoundingBox = new BoundingBox(x, 96, 30, 8), FontSize = 10, Baseline = 104 };

    private static PagePath Filled(params (double X, double Y)[] points) => Path([.. points, points[0]]) with { IsFilled = true, IsStroked = false };

    private static PagePath Path(params (double X, double Y)[] points) => new()
    {
        Segments = [.. points.Zip(points.Skip(1), (a, b) => PathSegment.Line(a.X, a.Y, b.X, b.Y))],
        BoundingBox = Bounds(points),
        IsStroked = true,
        LineWidth = 0.8,
    };

    private static BoundingBox Bounds((double X, double Y)[] points) => BoundingBox.FromEdges(points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y));
}
