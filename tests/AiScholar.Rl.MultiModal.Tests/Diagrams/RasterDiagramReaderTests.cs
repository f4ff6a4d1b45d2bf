using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class RasterDiagramReaderTests
{
    [Fact]
    public void Read_TwoBoxesAndArrow_GivesNodesAndDirection()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((121, 90), (248, 90)).Head(259, 90, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(2, diagram.Nodes.Count);
        DiagramEdge edge = Assert.Single(diagram.Edges);
        Assert.Equal((At(diagram, 70, 90), At(diagram, 310, 90)), (edge.SourceId, edge.TargetId));
        Assert.True(edge is { IsDirected: true, IsBidirectional: false });
        Assert.True(diagram.Nodes[0].BoundingBox.IntersectionOverUnion(new BoundingBox(20, 60, 100, 60)) > 0.9);
    }

    [Fact]
    public void Read_LineWithoutHead_IsUndirected()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((121, 90), (259, 90));

        Assert.False(Assert.Single(Read(board)!.Edges).IsDirected);
    }

    [Fact]
    public void Read_HeadsAtBothEnds_IsBidirectional()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60).Line((133, 90), (248, 90)).Head(259, 90, 1, 0).Head(122, 90, -1, 0);

        Assert.True(Assert.Single(Read(board)!.Edges).IsBidirectional);
    }

    [Fact]
    public void Read_Diamond_IsFlowchart()
    {
        using Board board = new Board(300, 400).Box(100, 20, 100, 60, SKColors.AliceBlue).Diamond(80, 180, 140, 90).Line((150, 81), (150, 168)).Head(150, 179, 0, 1);

        ReadDiagram diagram = Read(board)!;

        Assert.True(diagram.IsFlowchart);
        Assert.Contains(diagram.Nodes, node => node.Shape == "diamond");
        Assert.Single(diagram.Edges);
    }

    [Fact]
    public void Read_Container_HoldsItsNodeAndLetsEdgesThrough()
    {
        using Board board = new Board(600, 300).Box(20, 110, 100, 60, SKColors.White).Box(250, 30, 300, 220, SKColors.Lavender).Box(380, 110, 100, 60, SKColors.White)
            .Line((121, 140), (368, 140)).Head(379, 140, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(3, diagram.Nodes.Count);
        string inner = At(diagram, 430, 140);
        Assert.Equal(At(diagram, 300, 220), diagram.Nodes.Single(node => node.Id == inner).ParentId);
        Assert.Equal((At(diagram, 70, 140), inner), (Assert.Single(diagram.Edges).SourceId, diagram.Edges[0].TargetId));
    }

    [Fact]
    public void Read_CrossingArrows_GoStraightOn()
    {
        using Board board = new Board(500, 400).Box(20, 170, 80, 60).Box(400, 170, 80, 60).Box(210, 20, 80, 60).Box(210, 320, 80, 60)
            .Line((101, 200), (388, 200)).Head(399, 200, 1, 0).Line((250, 81), (250, 308)).Head(250, 319, 0, 1);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(2, diagram.Edges.Count);
        Assert.Contains(diagram.Edges, edge => edge.SourceId == At(diagram, 60, 200) && edge.TargetId == At(diagram, 440, 200));
        Assert.Contains(diagram.Edges, edge => edge.SourceId == At(diagram, 250, 50) && edge.TargetId == At(diagram, 250, 350));
    }

    [Fact]
    public void Read_DashedArrow_IsOneEdge()
    {
        using Board board = new Board(500, 200).Box(20, 60, 100, 60).Box(360, 60, 100, 60).Dashed((121, 90), (330, 90)).Head(359, 90, 1, 0);

        DiagramEdge edge = Assert.Single(Read(board)!.Edges);

        Assert.True(edge.IsDirected);
    }

    [Fact]
    public void Read_Ellipse_IsNamed()
    {
        using Board board = new Board(400, 200).Ellipse(20, 60, 120, 60).Box(260, 60, 100, 60).Line((141, 90), (248, 90)).Head(259, 90, 1, 0);

        Assert.Contains(Read(board)!.Nodes, node => node.Shape == "ellipse");
    }

    [Fact]
    public void Read_BoxesWithoutLines_IsNoDiagram()
    {
        using Board board = new Board(400, 200).Box(20, 60, 100, 60).Box(260, 60, 100, 60);

        Assert.Null(Read(board));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(64, 64)]
    public void Read_OneColor_IsNoDiagram(int width, int height)
    {
        using var board = new Board(width, height, SKColors.Black);

        Assert.Null(Read(board));
    }

    [Fact]
    public void Read_Noise_EndsInNothingOrALimit()
    {
        using var board = new Board(256, 256);
        var random = new Random(5);
        for (int y = 0; y < 256; y++)
        {
            for (int x = 0; x < 256; x++)
                board.Bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }

        ReadDiagram? diagram = null;
        Exception? fault = Record.Exception(() => diagram = Read(board));

        Assert.True(fault is null or DiagramLimitException);
        Assert.Null(diagram);
    }

    [Fact]
    public void Read_TenThousandShapes_NamesTheLimit()
    {
        using var board = new Board(1600, 1600);
        for (int i = 0; i < 10_000; i++)
            board.Box((16 * (i % 100)) + 2, (16 * (i / 100)) + 2, 11, 11, SKColors.AliceBlue);

        DiagramLimitException fault = Assert.Throws<DiagramLimitException>(() => Read(board, new DiagramOptions { MaxNodes = 500 }));

        Assert.Contains("DiagramOptions.MaxNodes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooManyPixels_NamesTheLimit()
    {
        using var board = new Board(64, 64);

        Assert.Contains("DiagramOptions.MaxPixels", Assert.Throws<DiagramLimitException>(() => Read(board, new DiagramOptions { MaxPixels = 1024 })).Message, StringComparison.Ordinal);
    }

    private static ReadDiagram? Read(Board board, DiagramOptions? options = null) => RasterDiagramReader.Read(board.ToRaster(), options ?? new DiagramOptions(), CancellationToken.None);

    /// <summary>The id of the smallest node at a point.</summary>
    private static string At(ReadDiagram diagram, double x, double y) => diagram.Nodes.Where(node => node.BoundingBox.Contains(x, y)).MinBy(node => node.BoundingBox.Area)!.Id;
}
