using System.Text.Json;

namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>The true graph of a board: boxes in pixels and connections by shape.</summary>
public sealed class BoardTruth
{
    private BoardTruth(IReadOnlyList<BoundingBox> nodes, IReadOnlyList<GraphEdge> edges) => (Nodes, Edges) = (nodes, edges);

    /// <summary>Its shapes, containers among them.</summary>
    public IReadOnlyList<BoundingBox> Nodes { get; }

    /// <summary>Its connections; those that lead to no shape (the lifelines of sequence diagrams) are left out.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>Reads a board of d2.</summary>
    /// <exception cref="JsonException">The file is not JSON.</exception>
    public static BoardTruth Read(string path, int width, int height)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement board = document.RootElement;
        Func<BoundingBox, BoundingBox> frame = BoardFrame.Of(board, width, height);
        var nodes = new List<BoundingBox>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonElement shape in board.GetProperty("shapes").EnumerateArray())
        {
            names[shape.GetProperty("id").GetString()!] = nodes.Count;
            nodes.Add(frame(BoardFrame.BoxOf(shape)));
        }

        var edges = new List<GraphEdge>();
        foreach (JsonElement connection in BoardFrame.Items(board, "connections"))
        {
            if (names.TryGetValue(connection.GetProperty("src").GetString()!, out int from) && names.TryGetValue(connection.GetProperty("dst").GetString()!, out int to))
                edges.Add(new GraphEdge(from, to, HasHead(connection, "srcArrow"), HasHead(connection, "dstArrow")));
        }

        return new BoardTruth(nodes, edges);
    }

    private static bool HasHead(JsonElement connection, string end) => connection.TryGetProperty(end, out JsonElement arrow) && arrow.GetString() is not (null or "" or "none");
}
