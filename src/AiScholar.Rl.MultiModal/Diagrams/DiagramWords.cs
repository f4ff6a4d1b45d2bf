namespace AiScholar.Rl.MultiModal;

/// <summary>Gives words to the shapes that hold them, to the lines that they stand on and to the shapes that they head.</summary>
internal static class DiagramWords
{
    /// <summary>In heights of a line: how far a label stands from its line or from the shape it heads.</summary>
    private const double NearLine = 0.8;
    private const double NearShape = 1.2;
    private const double LowLetters = 0.75;

    /// <summary>The diagram with its texts.</summary>
    /// <param name="diagram">Its shapes and connections.</param>
    /// <param name="words">The words.</param>
    /// <param name="holds">Whether a shape whose box holds a word's centre holds it; when null, all do.</param>
    public static ReadDiagram Assign(ReadDiagram diagram, IReadOnlyList<PageWord> words, Func<DiagramNode, BoundingBox, bool>? holds = null)
    {
        if (words.Count == 0)
            return diagram;
        HashSet<string> containers = [.. diagram.Nodes.Select(node => node.ParentId).OfType<string>()];
        var inside = new Dictionary<string, List<PageWord>>(StringComparer.Ordinal);
        var free = new List<PageWord>();
        foreach (PageWord word in words)
        {
            BoundingBox box = word.BoundingBox;
            DiagramNode? node = diagram.Nodes.Where(node => !containers.Contains(node.Id) && node.BoundingBox.Contains(box.CenterX, box.CenterY) && (holds is null || holds(node, box))).MinBy(node => node.BoundingBox.Area);
            if (node is null)
                free.Add(word);
            else
                Add(inside, node.Id, word);
        }

        var labels = new Dictionary<int, List<PageWord>>();
        foreach (List<PageWord> block in Blocks(free))
        {
            BoundingBox box = BoundingBox.Union(block.Select(word => word.BoundingBox));
            // Words of low letters alone stand as far from their line as others.
            double line = block.Max(word => Math.Max(word.BoundingBox.Height, LowLetters * word.FontSize));
            int edge = Enumerable.Range(0, diagram.Edges.Count).Select(i => (Edge: i, Gap: Gap(diagram.Paths[i], box))).Where(pair => pair.Gap <= NearLine * line).OrderBy(pair => pair.Gap).Select(pair => pair.Edge).FirstOrDefault(-1);
            DiagramNode? headed = diagram.Nodes.Where(node => Heads(box, node, containers.Contains(node.Id), line)).MinBy(node => node.BoundingBox.Area);
            if (headed is not null && (edge < 0 || containers.Contains(headed.Id)))
            {
                foreach (PageWord word in block)
                    Add(inside, headed.Id, word);
            }
            else if (edge >= 0)
            {
                if (!labels.TryGetValue(edge, out List<PageWord>? list))
                    labels.Add(edge, list = []);
                list.AddRange(block);
            }
        }

        return diagram with
        {
            Nodes = [.. diagram.Nodes.Select(node => inside.TryGetValue(node.Id, out List<PageWord>? list) ? node with { Text = Text(list) } : node)],
            Edges = [.. diagram.Edges.Select((edge, i) => labels.TryGetValue(i, out List<PageWord>? list) ? edge with { Label = Text(list) } : edge)],
        };
    }

    private static void Add(Dictionary<string, List<PageWord>> lists, string id, PageWord word)
    {
        if (!lists.TryGetValue(id, out List<PageWord>? list))
            lists.Add(id, list = []);
        list.Add(word);
    }

    /// <summary>A container's label stands within, at its top or bottom; any shape's label may stand just outside.</summary>
    private static bool Heads(BoundingBox box, DiagramNode node, bool isContainer, double line)
    {
        BoundingBox shape = node.BoundingBox;
        if (box.CenterX < shape.Left || box.CenterX > shape.Right)
            return false;
        bool above = shape.Top - box.Bottom is var gap && gap >= -0.3 * line && gap <= NearShape * line;
        bool below = box.Top - shape.Bottom is var under && under >= -0.3 * line && under <= NearShape * line;
        bool within = isContainer && shape.Contains(box.CenterX, box.CenterY) && Math.Min(box.Top - shape.Top, shape.Bottom - box.Bottom) <= NearShape * line;
        return above || below || within;
    }

    private static double Gap(IReadOnlyList<(double X, double Y)> path, BoundingBox box)
    {
        double least = double.MaxValue;
        foreach ((double x, double y) in path)
        {
            double dx = Math.Max(0, Math.Max(box.Left - x, x - box.Right)), dy = Math.Max(0, Math.Max(box.Top - y, y - box.Bottom));
            least = Math.Min(least, (dx * dx) + (dy * dy));
        }

        return Math.Sqrt(least);
    }

    /// <summary>Words beside or below one another.</summary>
    public static List<List<PageWord>> Blocks(List<PageWord> words)
    {
        var blocks = new List<List<PageWord>>();
        foreach (PageWord word in words)
        {
            List<List<PageWord>> near = [.. blocks.Where(block => block.Exists(other => IsNear(word.BoundingBox, other.BoundingBox)))];
            var joined = new List<PageWord> { word };
            foreach (List<PageWord> block in near)
            {
                joined.AddRange(block);
                blocks.Remove(block);
            }

            blocks.Add(joined);
        }

        return blocks;
    }

    private static bool IsNear(BoundingBox a, BoundingBox b)
    {
        double height = Math.Min(a.Height, b.Height);
        double across = Math.Max(a.Left, b.Left) - Math.Min(a.Right, b.Right), down = Math.Max(a.Top, b.Top) - Math.Min(a.Bottom, b.Bottom);
        return (down < -0.4 * height && across < height) || (across < 0 && down < 0.7 * height);
    }

    /// <summary>Words by line, each line from the left.</summary>
    private static string Text(List<PageWord> words)
    {
        var lines = new List<(double Center, double Height, List<PageWord> Words)>();
        foreach (PageWord word in words.OrderBy(word => word.BoundingBox.CenterY))
        {
            BoundingBox box = word.BoundingBox;
            if (lines.Count > 0 && box.CenterY - lines[^1].Center < 0.5 * Math.Max(box.Height, lines[^1].Height))
                lines[^1].Words.Add(word);
            else
                lines.Add((box.CenterY, box.Height, [word]));
        }

        return string.Join('\n', lines.Select(line => string.Join(' ', line.Words.OrderBy(word => word.BoundingBox.Left).Select(word => word.Text))));
    }
}
