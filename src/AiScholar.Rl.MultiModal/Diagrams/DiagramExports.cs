using AiScholar.Rl.MultiModal;

namespace AiScholar.Rl;

/// <summary>Writes diagrams and flowcharts as text that drawing tools read.</summary>
public static class DiagramExports
{
    /// <summary>The graph as a Mermaid flowchart. Text is escaped; edges to unknown nodes are left out.</summary>
    public static string ToMermaid(this DiagramContent diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        return MermaidGraph.Write(diagram.Nodes, diagram.Edges);
    }

    /// <summary>The graph as a Mermaid flowchart. Text is escaped; edges to unknown nodes are left out.</summary>
    public static string ToMermaid(this FlowchartContent flowchart)
    {
        ArgumentNullException.ThrowIfNull(flowchart);
        return MermaidGraph.Write(flowchart.Nodes, flowchart.Edges);
    }

    /// <summary>The graph in the DOT language of Graphviz, containers as clusters. Text is escaped; edges to unknown nodes are left out.</summary>
    public static string ToDot(this DiagramContent diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        return DotGraph.Write(diagram.Nodes, diagram.Edges);
    }

    /// <summary>The graph in the DOT language of Graphviz, containers as clusters. Text is escaped; edges to unknown nodes are left out.</summary>
    public static string ToDot(this FlowchartContent flowchart)
    {
        ArgumentNullException.ThrowIfNull(flowchart);
        return DotGraph.Write(flowchart.Nodes, flowchart.Edges);
    }
}
