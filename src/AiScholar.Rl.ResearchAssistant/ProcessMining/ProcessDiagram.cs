using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Drawings of process maps and nets as text: Mermaid, which Markdown pages show, and DOT for Graphviz. Safe to call from many threads.</summary>
public static class ProcessDiagram
{
    /// <summary>A process map as a Mermaid flowchart: activities with their counts, arrows with theirs.</summary>
    /// <param name="map">The map.</param>
    /// <param name="maximumEdges">The most frequent arrows to draw, at least 1; a map of all is seldom readable.</param>
    public static string ToMermaid(ProcessMap map, int maximumEdges = 50) => DrawMap(map, maximumEdges, Mermaid);

    /// <summary>A net as a Mermaid flowchart.</summary>
    /// <exception cref="ArgumentException">It is no net.</exception>
    public static string ToMermaid(PetriNet net) => DrawNet(net, Mermaid);

    /// <summary>A process map in DOT.</summary>
    /// <param name="map">The map.</param>
    /// <param name="maximumEdges">The most frequent arrows to draw, at least 1.</param>
    public static string ToDot(ProcessMap map, int maximumEdges = 50) => DrawMap(map, maximumEdges, Dot);

    /// <summary>A net in DOT.</summary>
    /// <exception cref="ArgumentException">It is no net.</exception>
    public static string ToDot(PetriNet net) => DrawNet(net, Dot);

    private static DiagramSyntax Mermaid { get; } = new(
        "flowchart LR\n",
        (id, label, shape) => shape switch
        {
            DiagramShape.Place => $"  {id}((\"{Html(label)}\"))\n",
            DiagramShape.Silent => $"  {id}[\" \"]\n",
            _ => $"  {id}[\"{Html(label)}\"]\n",
        },
        (from, to, label) => label.Length == 0 ? $"  {from} --> {to}\n" : $"  {from} -->|\"{Html(label)}\"| {to}\n",
        "");

    private static DiagramSyntax Dot { get; } = new(
        "digraph process {\n  rankdir=LR;\n",
        (id, label, shape) => shape switch
        {
            DiagramShape.Place => $"  {id} [shape=circle, label=\"{Quote(label)}\"];\n",
            DiagramShape.Silent => $"  {id} [shape=box, style=filled, fillcolor=black, label=\"\", width=0.15];\n",
            _ => $"  {id} [shape=box, label=\"{Quote(label)}\"];\n",
        },
        (from, to, label) => label.Length == 0 ? $"  {from} -> {to};\n" : $"  {from} -> {to} [label=\"{Quote(label)}\"];\n",
        "}\n");

    private static string DrawMap(ProcessMap map, int maximumEdges, DiagramSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumEdges, 1);
        ProcessEdge[] edges = [.. map.Edges.Take(maximumEdges)];
        HashSet<string> drawn = [.. edges.SelectMany(edge => (string[])[edge.From, edge.To])];
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = new StringBuilder(syntax.Opening);
        foreach (ProcessActivity activity in map.Activities.Where(activity => drawn.Contains(activity.Name) || map.Activities.Count == 1))
        {
            ids[activity.Name] = $"a{ids.Count + 1}";
            text.Append(syntax.Node(ids[activity.Name], string.Create(CultureInfo.InvariantCulture, $"{activity.Name} ({activity.Count})"), DiagramShape.Activity));
        }

        foreach (ProcessEdge edge in edges.Where(edge => ids.ContainsKey(edge.From) && ids.ContainsKey(edge.To)))
            text.Append(syntax.Edge(ids[edge.From], ids[edge.To], edge.Count.ToString(CultureInfo.InvariantCulture)));
        return text.Append(syntax.Closing).ToString();
    }

    private static string DrawNet(PetriNet net, DiagramSyntax syntax)
    {
        _ = PetriNets.ToGraph(net, [], out _);
        Dictionary<string, string> ids = net.Places.Index().ToDictionary(place => place.Item, place => $"p{place.Index + 1}", StringComparer.Ordinal);
        var text = new StringBuilder(syntax.Opening);
        foreach (string place in net.Places)
            text.Append(syntax.Node(ids[place], net.InitialMarking.ContainsKey(place) ? "start" : net.FinalMarking.ContainsKey(place) ? "end" : " ", DiagramShape.Place));
        foreach ((int index, PetriTransition transition) in net.Transitions.Index())
        {
            string id = $"t{index + 1}";
            text.Append(syntax.Node(id, transition.Label ?? "", transition.Label is null ? DiagramShape.Silent : DiagramShape.Activity));
            foreach (string place in transition.Inputs)
                text.Append(syntax.Edge(ids[place], id, ""));
            foreach (string place in transition.Outputs)
                text.Append(syntax.Edge(id, ids[place], ""));
        }

        return text.Append(syntax.Closing).ToString();
    }

    private static string Html(string text) => Clean(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Quote(string text) => Clean(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Clean(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
