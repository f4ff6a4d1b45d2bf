using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class DiagramLinesTests
{
    [Fact]
    public void Read_SlightlySlantedLine_IsAConnection()
    {
        using Board board = new Board(400, 700).Box(100, 20, 140, 60, SKColors.AliceBlue).Box(100, 600, 140, 60, SKColors.AliceBlue).Line((168, 94), (172, 588)).Head(172, 599, 0, 1).Head(168, 81, 0, -1);

        DiagramEdge edge = Assert.Single(Read(board)!.Edges);

        Assert.True(edge.IsBidirectional);
    }

    [Fact]
    public void Read_LineThatRunsIntoItsLabel_IsOneConnection()
    {
        using Board board = Pair().Line((162, 60), (286, 60)).Line((282, 50), (282, 66)).Letters(294, 54, 6, SKColors.Navy).Line((372, 50), (372, 66)).Line((368, 60), (488, 60)).Head(499, 60, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(2, diagram.Nodes.Count);
        DiagramEdge edge = Assert.Single(diagram.Edges);
        Assert.Equal((At(diagram, 90, 60), At(diagram, 570, 60)), (edge.SourceId, edge.TargetId));
    }

    [Fact]
    public void Remove_SmallCircleAtALargerShape_IsTheMarkOfAnEnd()
    {
        var nodes = new List<FoundNode> { new(new PixelBox(0, 100, 200, 260), "rectangle"), new(new PixelBox(80, 66, 112, 98), "circle"), new(new PixelBox(300, 66, 332, 98), "circle") };

        Fragments.Remove(nodes, 4);

        Assert.Equal([0, 300], nodes.Select(node => node.Box.Left).Order());
    }

    [Fact]
    public void Read_ArrowAtTheRimOfACopy_EndsAtItsShape()
    {
        using Board board = new Board(400, 320).Box(100, 20, 140, 60, SKColors.AliceBlue).Box(108, 194, 140, 80, SKColors.AliceBlue).Box(100, 202, 140, 80, SKColors.AliceBlue)
            .Line((170, 82), (170, 182)).Head(170, 193, 0, 1);

        ReadDiagram diagram = Read(board)!;

        Assert.Contains(diagram.Edges, edge => edge.IsDirected && (edge.SourceId, edge.TargetId) == (At(diagram, 170, 50), At(diagram, 170, 260)));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(120, 0)]
    public void Extract_DashesBelowAShape_AreALifelineOnlyBelowItsMiddle(int x, int expected)
    {
        var ink = new BitMask(200, 400);
        for (int y = 60; y < 380; y++)
            ink.Row(y)[x..(x + 2)].Fill(y % 18 < 10);

        Assert.Equal(expected, LifelineFinder.Extract(ink, [new FoundNode(new PixelBox(30, 10, 172, 56), "rectangle")], 2).Count);
    }

    [Fact]
    public void Find_ShortStrokeThatBendsBack_IsNoConnection()
    {
        (int X, int Y)[] hook = [.. Enumerable.Range(0, 12).Select(i => (10 + i, 10)), .. Enumerable.Range(0, 6).Select(i => (21, 11 + i)), .. Enumerable.Range(0, 12).Select(i => (21 - i, 17))];
        var stroke = new Stroke(hook, 4);
        (stroke.First.Node, stroke.Last.Node) = (0, 1);
        List<FoundNode> nodes = [new(new PixelBox(0, 0, 9, 12), "rectangle") { Index = 0 }, new(new PixelBox(0, 15, 9, 30), "rectangle") { Index = 1 }];

        Assert.Empty(EdgeFinder.Find(StrokeChain.Of([stroke]), nodes, 2));
    }

    private static Board Pair() => new Board(700, 120).Box(20, 20, 140, 80, SKColors.AliceBlue).Box(500, 20, 140, 80, SKColors.AliceBlue);

    private static ReadDiagram? Read(Board board) => RasterDiagramReader.Read(board.ToRaster(), new DiagramOptions(), CancellationToken.None);

    private static string At(ReadDiagram diagram, double x, double y) => diagram.Nodes.Where(node => node.BoundingBox.Contains(x, y)).MinBy(node => node.BoundingBox.Area)!.Id;
}
