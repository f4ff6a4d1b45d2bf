using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>Writes a graph in the DOT language. An edge cannot end at a cluster: it ends at a hidden point within and is clipped at the cluster.</summary>
internal static class DotGraph
{
    public static string Write(IReadOnlyList<DiagramNode> nodes, IReadOnlyList<DiagramEdge> edges)
    {
        var tree = new NodeTree(nodes);
        var clusters = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder("digraph {\n  compound=true;\n");
        foreach (DiagramNode root in tree.Roots)
            Write(text, tree, root, clusters, 1);
        foreach (DiagramEdge edge in edges)
        {
            if (tree.NameOf(edge.SourceId) is not { } source || tree.NameOf(edge.TargetId) is not { } target)
                continue;
            var attributes = new List<string>();
            if (edge.IsBidirectional)
                attributes.Add("dir=both");
            else if (!edge.IsDirected)
                attributes.Add("dir=none");
            if (!string.IsNullOrEmpty(edge.Label))
                attributes.Add($"label={Quote(edge.Label)}");
            if (clusters.Contains(source))
                attributes.Add($"ltail=cluster_{source}");
            if (clusters.Contains(target))
                attributes.Add($"lhead=cluster_{target}");
            text.Append("  ").Append(source).Append(" -> ").Append(target);
            if (attributes.Count > 0)
                text.Append(" [").AppendJoin(", ", attributes).Append(']');
            text.Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, NodeTree tree, DiagramNode node, HashSet<string> clusters, int depth)
    {
        string indent = new(' ', 2 * depth), name = tree.NameOf(node.Id)!;
        IReadOnlyList<DiagramNode> children = tree.ChildrenOf(node);
        if (children.Count == 0)
        {
            text.Append(indent).Append(name).Append(" [label=").Append(Quote(node.Text)).Append(", shape=").Append(Shape(node.Shape)).Append("];\n");
            return;
        }

        clusters.Add(name);
        text.Append(indent).Append("subgraph cluster_").Append(name).Append(" {\n").Append(indent).Append("  label=").Append(Quote(node.Text)).Append(";\n");
        text.Append(indent).Append("  ").Append(name).Append(" [shape=point, style=invis];\n");
        foreach (DiagramNode child in children)
            Write(text, tree, child, clusters, depth + 1);
        text.Append(indent).Append("}\n");
    }

    private static string Shape(string shape) => shape switch
    {
        "ellipse" or "circle" or "diamond" or "hexagon" or "parallelogram" or "trapezoid" or "triangle" or "cylinder" => shape,
        "rounded-rectangle" or "terminator" => "box, style=rounded",
        "text" or "implied" => "plaintext",
        _ => "box",
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(c) => quoted.Append(' '),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
