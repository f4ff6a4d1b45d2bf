namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class DiagramWordsTests
{
    [Fact]
    public void Assign_WordInShape_IsItsText()
    {
        ReadDiagram diagram = DiagramWords.Assign(Diagram(), [Word("box", 60, 40), Word("first", 30, 40)]);

        Assert.Equal("first box", diagram.Nodes[0].Text);
        Assert.Equal("", diagram.Nodes[1].Text);
    }

    [Fact]
    public void Assign_LinesInShape_StandBelowOneAnother() =>
        Assert.Equal("one\ntwo", DiagramWords.Assign(Diagram(), [Word("two", 40, 55), Word("one", 40, 35)]).Nodes[0].Text);

    [Fact]
    public void Assign_WordOnLine_IsItsLabel()
    {
        ReadDiagram diagram = DiagramWords.Assign(Diagram(), [Word("calls", 180, 42)]);

        Assert.Equal("calls", diagram.Edges[0].Label);
    }

    [Fact]
    public void Assign_WordAboveContainer_IsItsText()
    {
        ReadDiagram diagram = DiagramWords.Assign(Diagram(), [Word("system", 400, 2)]);

        Assert.Equal("system", diagram.Nodes[2].Text);
    }

    [Fact]
    public void Assign_WordFarAway_IsNobodys()
    {
        ReadDiagram diagram = DiagramWords.Assign(Diagram(), [Word("note", 180, 190)]);

        Assert.All(diagram.Nodes, node => Assert.Equal("", node.Text));
        Assert.Null(diagram.Edges[0].Label);
    }

    private static PageWord Word(string text, double x, double y) => new() { Text = text, BoundingBox = new BoundingBox(x, y, 6 * text.Length, 10) };

    private static ReadDiagram Diagram()
    {
        DiagramNode[] nodes =
        [
            new() { Id = "n1", BoundingBox = new BoundingBox(20, 20, 80, 60) },
            new() { Id = "n2", BoundingBox = new BoundingBox(340, 30, 80, 40), ParentId = "n3" },
            new() { Id = "n3", BoundingBox = new BoundingBox(300, 16, 200, 100) },
        ];
        DiagramEdge[] edges = [new() { SourceId = "n1", TargetId = "n2" }];
        (double X, double Y)[] path = [.. Enumerable.Range(101, 70).Concat(Enumerable.Range(215, 125)).Select(x => ((double)x, 47.0))];
        return new ReadDiagram(new BoundingBox(20, 16, 480, 100), nodes, edges, [path], [], false, 0.9);
    }
}
