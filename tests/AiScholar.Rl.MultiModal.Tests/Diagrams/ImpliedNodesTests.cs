using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class ImpliedNodesTests
{
    [Fact]
    public void Read_ArrowsThroughAnEmptyPlace_HaveAShapeThere()
    {
        using Board board = new Board(400, 1000).Box(150, 20, 100, 60, SKColors.AliceBlue).Line((200, 82), (200, 150)).Head(200, 161, 0, 1)
            .Line((200, 800), (200, 870)).Head(200, 881, 0, 1).Box(150, 882, 100, 60, SKColors.AliceBlue);

        ReadDiagram diagram = Read(board)!;

        DiagramNode implied = Assert.Single(diagram.Nodes, node => node.Shape == "implied");
        Assert.True(implied.BoundingBox.IntersectionOverUnion(new BoundingBox(0, 161, 400, 639)) > 0.9);
        Assert.Equal(2, diagram.Edges.Count);
        Assert.Contains(diagram.Edges, edge => edge.IsDirected && edge.TargetId == implied.Id);
        Assert.Contains(diagram.Edges, edge => edge.IsDirected && edge.SourceId == implied.Id);
    }

    [Fact]
    public void Read_FormulaAtAnArrow_IsOneShape()
    {
        using Board board = new Board(500, 220).Box(20, 80, 100, 60, SKColors.AliceBlue).Line((122, 100), (242, 100)).Head(253, 100, 1, 0)
            .Letters(260, 90, 6, SKColors.DimGray).Line((266, 111), (314, 111)).Letters(268, 119, 4, SKColors.DimGray)
            .Line((336, 100), (388, 100)).Head(399, 100, 1, 0).Box(400, 80, 80, 60, SKColors.AliceBlue);

        ReadDiagram diagram = Read(board)!;

        DiagramNode formula = Assert.Single(diagram.Nodes, node => node.Shape == "text");
        Assert.True(formula.BoundingBox.IntersectionOverUnion(new BoundingBox(256, 90, 74, 42)) > 0.6);
        Assert.Contains(diagram.Edges, edge => edge.TargetId == formula.Id);
        Assert.Contains(diagram.Edges, edge => edge.SourceId == formula.Id);
    }

    [Fact]
    public void Of_SignsAlone_AreABlockFromFourUp()
    {
        StrokeChain[] signs = [.. StrokeChain.Of([.. Enumerable.Range(0, 5).Select(i => new Stroke([(20 * i, 10), ((20 * i) + 9, 10)], 2))])];

        Assert.Single(LetterClusters.Of([], signs, 2));
        Assert.Empty(LetterClusters.Of([], signs.Take(3), 2));
    }

    private static ReadDiagram? Read(Board board) => RasterDiagramReader.Read(board.ToRaster(), new DiagramOptions(), CancellationToken.None);
}
