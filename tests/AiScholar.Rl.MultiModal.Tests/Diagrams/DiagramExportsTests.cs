namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

[Trait("Category", "Unit")]
public sealed class DiagramExportsTests
{
    private static readonly DiagramContent Diagram = new()
    {
        Nodes =
        [
            new() { Id = "end", Text = "say \"hi\" #1 <b>" },
            new() { Id = "box", Text = "Box" },
            new() { Id = "in", Text = "a\\b\nc", Shape = "diamond", ParentId = "box" },
        ],
        Edges =
        [
            new() { SourceId = "end", TargetId = "in", Label = "yes|no" },
            new() { SourceId = "box", TargetId = "end", IsDirected = false },
            new() { SourceId = "in", TargetId = "end", IsBidirectional = true },
            new() { SourceId = "in", TargetId = "nowhere" },
        ],
    };

    [Fact]
    public void ToMermaid_Graph_IsEscapedAndNested()
    {
        string[] lines = Diagram.ToMermaid().Split('\n');

        Assert.Equal(
            ["flowchart TD", "  n1[\"say #quot;hi#quot; #35;1 #lt;b#gt;\"]", "  subgraph n2[\"Box\"]", "    n3{\"a\\b<br/>c\"}", "  end", "  n1 -->|\"yes|no\"| n3", "  n2 --- n1", "  n3 <--> n1", ""],
            lines);
    }

    [Fact]
    public void ToDot_Graph_IsEscapedAndClustered()
    {
        string dot = Diagram.ToDot();

        Assert.Contains("n1 [label=\"say \\\"hi\\\" #1 <b>\", shape=box];", dot, StringComparison.Ordinal);
        Assert.Contains("subgraph cluster_n2 {", dot, StringComparison.Ordinal);
        Assert.Contains("n3 [label=\"a\\\\b\\nc\", shape=diamond];", dot, StringComparison.Ordinal);
        Assert.Contains("n2 -> n1 [dir=none, ltail=cluster_n2];", dot, StringComparison.Ordinal);
        Assert.Contains("n3 -> n1 [dir=both];", dot, StringComparison.Ordinal);
        Assert.DoesNotContain("nowhere", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void ToMermaid_ContainersThatHoldOneAnother_AreLaidFlat()
    {
        var flowchart = new FlowchartContent { Nodes = [new() { Id = "a", ParentId = "b" }, new() { Id = "b", ParentId = "a" }] };

        Assert.DoesNotContain("subgraph", flowchart.ToMermaid(), StringComparison.Ordinal);
        Assert.DoesNotContain("cluster", flowchart.ToDot(), StringComparison.Ordinal);
    }
}
