using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class DiagramDetailsTests
{
    [Fact]
    public void Read_LettersOfAnotherColorAcrossALine_LeaveItWhole()
    {
        using Board board = Pair().Line((162, 60), (488, 60)).Head(499, 60, 1, 0).Letters(270, 54, 9, SKColors.DimGray);

        DiagramEdge edge = Assert.Single(Read(board)!.Edges);

        Assert.True(edge is { IsDirected: true, IsBidirectional: false });
        Assert.NotEqual(edge.SourceId, edge.TargetId);
    }

    [Fact]
    public void Read_LineThroughAContainersOutline_EndsAtTheShapeInside()
    {
        using Board board = new Board(700, 260).Box(20, 90, 120, 80).Box(300, 20, 360, 220, SKColors.AliceBlue).Box(440, 90, 120, 80, SKColors.Lavender)
            .Line((142, 130), (428, 130)).Head(439, 130, 1, 0);

        ReadDiagram diagram = Read(board)!;

        DiagramEdge edge = Assert.Single(diagram.Edges);
        Assert.Equal(At(diagram, 80, 130), edge.SourceId);
        Assert.Equal(At(diagram, 500, 130), edge.TargetId);
    }

    [Fact]
    public void Read_BarsAcrossAnEnd_CountAsItsHead()
    {
        using Board board = Pair().Line((162, 60), (488, 60)).Head(499, 60, 1, 0).Line((172, 50), (172, 70)).Line((180, 50), (180, 70));

        Assert.True(Assert.Single(Read(board)!.Edges).IsBidirectional);
    }

    [Fact]
    public void Read_PlainEnd_HasNoHead()
    {
        using Board board = Pair().Line((162, 60), (499, 60));

        Assert.False(Assert.Single(Read(board)!.Edges).IsDirected);
    }

    [Fact]
    public void Read_SheetWithAFoldedCorner_IsOneShape()
    {
        using Board board = new Board(700, 200).Box(20, 20, 140, 80).Sheet(500, 20, 160, 120, 30).Line((162, 60), (488, 60)).Head(499, 60, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(2, diagram.Nodes.Count);
        Assert.Contains(diagram.Nodes, node => node.Shape == "page" && node.BoundingBox.IntersectionOverUnion(new BoundingBox(500, 20, 160, 120)) > 0.9);
    }

    [Fact]
    public void Find_BarsBehindOneAnother_AreDashes()
    {
        HashSet<Blob> found = DashRows.Find(Bars((10, 10), (26, 10), (42, 10)), 2, 1.7, 3);

        Assert.Equal(3, found.Count);
    }

    [Fact]
    public void Find_BarsBesideOneAnother_AreNone()
    {
        Assert.Empty(DashRows.Find(Bars((10, 10), (10, 18), (10, 26)), 2, 1.7, 3));
    }

    [Fact]
    public void Remove_CommonPartOfTwoShapes_IsDropped()
    {
        var nodes = new List<FoundNode> { new(new PixelBox(0, 0, 200, 200), "rectangle"), new(new PixelBox(100, 150, 400, 400), "rectangle"), new(new PixelBox(100, 150, 200, 200), "rectangle") };

        Fragments.Remove(nodes, 2);

        Assert.Equal(2, nodes.Count);
        Assert.DoesNotContain(nodes, node => node.Box.Width == 100);
    }

    private static Board Pair() => new Board(700, 120).Box(20, 20, 140, 80, SKColors.AliceBlue).Box(500, 20, 140, 80, SKColors.AliceBlue);

    private static List<Blob> Bars(params (int X, int Y)[] starts)
    {
        var mask = new BitMask(80, 60);
        foreach ((int x, int y) in starts)
        {
            mask.Row(y)[x..(x + 10)].Fill(true);
            mask.Row(y + 1)[x..(x + 10)].Fill(true);
        }

        return ConnectedComponents.Find(mask);
    }

    private static ReadDiagram? Read(Board board) => RasterDiagramReader.Read(board.ToRaster(), new DiagramOptions(), CancellationToken.None);

    private static string At(ReadDiagram diagram, double x, double y) => diagram.Nodes.Where(node => node.BoundingBox.Contains(x, y)).MinBy(node => node.BoundingBox.Area)!.Id;
}
