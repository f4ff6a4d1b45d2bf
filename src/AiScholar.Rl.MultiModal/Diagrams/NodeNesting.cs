namespace AiScholar.Rl.MultiModal;

/// <summary>Orders shapes by what lies in what, and joins the cells of a record (a class or table box) to one shape.</summary>
internal static class NodeNesting
{
    private const double Tiled = 0.8;
    private const double LeastRows = 0.12;
    private const double Tiny = 0.02;

    public static List<FoundNode> Order(List<FoundNode> nodes, double strokeWidth, DiagramOptions options)
    {
        if (nodes.Count > options.MaxNodes)
            throw new DiagramLimitException($"The picture has {nodes.Count} shapes, more than DiagramOptions.{nameof(DiagramOptions.MaxNodes)} ({options.MaxNodes}).");
        Number(nodes, strokeWidth);
        // What is cut off a container by a thick line is no shape.
        nodes.RemoveAll(node => !node.IsPlain && node.Parent is { } parent && PixelGrid.DistanceSquared(parent.Color, node.Color) <= 36);
        Number(nodes, strokeWidth);
        return nodes;
    }

    /// <summary>Joins the cells of records to their box.</summary>
    public static List<FoundNode> JoinRecords(List<FoundNode> nodes, double strokeWidth)
    {
        var cells = new HashSet<FoundNode>();
        foreach (IGrouping<FoundNode, FoundNode> family in nodes.Where(node => node.Parent is not null).GroupBy(node => node.Parent!))
        {
            // What is tiny in a cell is a letter's hole or a bullet.
            FoundNode[] inner = [.. family.Where(node => node.Box.Area > Tiny * family.Key.Box.Area)];
            HashSet<FoundNode> direct = [.. family];
            FoundNode[] below = [.. nodes.Where(node => node.Parent is { } parent && direct.Contains(parent))];
            if (inner.Length == 0 || below.Any(node => node.Box.Area > Tiny * family.Key.Box.Area) || !IsRecord(family.Key, inner, strokeWidth))
                continue;
            cells.UnionWith(family);
            cells.UnionWith(below);
            (family.Key.Shape, family.Key.HoldsLines) = ("table", false);
        }

        List<FoundNode> kept = [.. nodes.Where(node => !cells.Contains(node))];
        Number(kept, strokeWidth);
        return kept;
    }

    /// <summary>Finds what lies in what and numbers the shapes anew.</summary>
    public static void Number(List<FoundNode> nodes, double strokeWidth)
    {
        Nest(nodes, strokeWidth);
        for (int i = 0; i < nodes.Count; i++)
            nodes[i].Index = i;
    }

    private static bool IsRecord(FoundNode parent, FoundNode[] cells, double strokeWidth)
    {
        double reach = (2 * strokeWidth) + 2;
        bool allWide = cells.All(cell => Math.Abs(cell.Box.Left - parent.Box.Left) <= reach && Math.Abs(cell.Box.Right - parent.Box.Right) <= reach);
        double tiled = cells.Sum(cell => (double)cell.Box.Area) / parent.Box.Area;
        return (allWide && tiled > LeastRows) || (cells.Length > 2 && tiled > Tiled && cells.All(cell => cell.Shape == "rectangle")
            && cells.All(cell => cells.Any(other => other != cell && other.Box.Gap(cell.Box) == 0)));
    }

    /// <summary>The parent of a shape is the smallest that holds it.</summary>
    private static void Nest(List<FoundNode> nodes, double strokeWidth)
    {
        nodes.Sort((a, b) => b.Box.Area != a.Box.Area ? b.Box.Area.CompareTo(a.Box.Area) : a.Box.Top != b.Box.Top ? a.Box.Top.CompareTo(b.Box.Top) : a.Box.Left.CompareTo(b.Box.Left));
        int slack = (int)Math.Ceiling(strokeWidth) + 1;
        foreach (FoundNode node in nodes)
            (node.Parent, node.IsContainer) = (null, node.HoldsLines);
        for (int i = 1; i < nodes.Count; i++)
        {
            for (int j = i - 1; j >= 0; j--)
            {
                if (nodes[j].Box.Area <= nodes[i].Box.Area || !nodes[j].Box.Inflate(slack).Contains(nodes[i].Box))
                    continue;
                nodes[i].Parent = nodes[j];
                nodes[j].IsContainer = true;
                break;
            }
        }
    }
}
