using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class SequenceDiagramTests
{
    [Fact]
    public void Read_MessagesBetweenLifelines_ConnectTheirShapes()
    {
        using Board board = Actors().Line((90, 200), (398, 200)).Head(409, 200, 1, 0).Line((730, 260), (102, 260)).Head(91, 260, -1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal(3, diagram.Nodes.Count);
        Assert.Equal(2, diagram.Edges.Count);
        Assert.Contains(diagram.Edges, edge => (edge.SourceId, edge.TargetId) == (At(diagram, 90, 50), At(diagram, 410, 50)));
        Assert.Contains(diagram.Edges, edge => (edge.SourceId, edge.TargetId) == (At(diagram, 730, 50), At(diagram, 90, 50)));
    }

    [Fact]
    public void Read_MessageToItself_IsALoop()
    {
        using Board board = Actors().Line((90, 200), (180, 200), (180, 250), (102, 250)).Head(91, 250, -1, 0);

        DiagramEdge edge = Assert.Single(Read(board)!.Edges);

        Assert.Equal(edge.SourceId, edge.TargetId);
        Assert.True(edge.IsDirected);
    }

    [Fact]
    public void Read_NestedActivation_IsWholeBehindItsChild()
    {
        using Board board = Actors().Box(80, 180, 20, 300, SKColors.Lavender).Box(70, 220, 40, 160, SKColors.AliceBlue).Line((111, 250), (398, 250)).Head(409, 250, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Contains(diagram.Nodes, node => node.BoundingBox.IntersectionOverUnion(new BoundingBox(80, 180, 20, 300)) > 0.8);
        Assert.Contains(diagram.Nodes, node => node.BoundingBox.IntersectionOverUnion(new BoundingBox(70, 220, 40, 160)) > 0.8);
        Assert.Equal(5, diagram.Nodes.Count);
    }

    [Fact]
    public void Read_MessageFromAnActivationThatHoldsAnother_LeavesTheActivation()
    {
        using Board board = Actors().Box(80, 180, 20, 300, SKColors.Lavender).Box(78, 220, 24, 100, SKColors.AliceBlue).Line((101, 420), (398, 420)).Head(409, 420, 1, 0);

        ReadDiagram diagram = Read(board)!;

        Assert.Equal((At(diagram, 90, 440), At(diagram, 410, 50)), (Assert.Single(diagram.Edges).SourceId, diagram.Edges[0].TargetId));
    }

    private static Board Actors() => new Board(820, 620).Box(20, 20, 140, 60, SKColors.AliceBlue).Box(340, 20, 140, 60, SKColors.AliceBlue).Box(660, 20, 140, 60, SKColors.AliceBlue)
        .Dashed((90, 82), (90, 600)).Dashed((410, 82), (410, 600)).Dashed((730, 82), (730, 600));

    private static ReadDiagram? Read(Board board) => RasterDiagramReader.Read(board.ToRaster(), new DiagramOptions(), CancellationToken.None);

    private static string At(ReadDiagram diagram, double x, double y) => diagram.Nodes.Where(node => node.BoundingBox.Contains(x, y)).MinBy(node => node.BoundingBox.Area)!.Id;
}
