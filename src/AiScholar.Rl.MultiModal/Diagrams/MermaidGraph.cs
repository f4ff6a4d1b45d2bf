using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>Writes a graph as a Mermaid flowchart.</summary>
internal static class MermaidGraph
{
    public static string Write(IReadOnlyList<DiagramNode> nodes, IReadOnlyList<DiagramEdge> edges)
    {
        var tree = new NodeTree(nodes);
        var text = new StringBuilder("flowchart TD\n");
        foreach (DiagramNode root in tree.Roots)
            Write(text, tree, root, 1);
        foreach (DiagramEdge edge in edges)
        {
            if (tree.NameOf(edge.SourceId) is not { } source || tree.NameOf(edge.TargetId) is not { } target)
                continue;
            string arrow = edge.IsBidirectional ? "<-->" : edge.IsDirected ? "-->" : "---";
            string label = string.IsNullOrEmpty(edge.Label) ? "" : $"|\"{Escape(edge.Label)}\"|";
            text.Append("  ").Append(source).Append(' ').Append(arrow).Append(label).Append(' ').Append(target).Append('\n');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, NodeTree tree, DiagramNode node, int depth)
    {
        text.Append(' ', 2 * depth);
        string name = tree.NameOf(node.Id)!, label = Escape(node.Text.Length > 0 ? node.Text : " ");
        IReadOnlyList<DiagramNode> children = tree.ChildrenOf(node);
        if (children.Count == 0)
        {
            (string open, string close) = Brackets(node.Shape);
            text.Append(name).Append(open).Append('"').Append(label).Append('"').Append(close).Append('\n');
            return;
        }

        text.Append("subgraph ").Append(name).Append("[\"").Append(label).Append("\"]\n");
        foreach (DiagramNode child in children)
            Write(text, tree, child, depth + 1);
        text.Append(' ', 2 * depth).Append("end\n");
    }

    private static (string Open, string Close) Brackets(string shape) => shape switch
    {
        "rounded-rectangle" => ("(", ")"),
        "terminator" => ("([", "])"),
        "ellipse" or "circle" => ("((", "))"),
        "diamond" => ("{", "}"),
        "hexagon" => ("{{", "}}"),
        "parallelogram" => ("[/", "/]"),
        "trapezoid" => ("[/", "\\]"),
        "cylinder" => ("[(", ")]"),
        _ => ("[", "]"),
    };

    /// <summary>Mermaid reads entities by #: everything that could end the text or start markup is written as one.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '#' => escaped.Append("#35;"),
                '"' => escaped.Append("#quot;"),
                '<' => escaped.Append("#lt;"),
                '>' => escaped.Append("#gt;"),
                '&' => escaped.Append("#amp;"),
                '`' => escaped.Append("#96;"),
                '\n' => escaped.Append("<br/>"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
