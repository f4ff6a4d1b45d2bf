using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>The nodes of a graph by container, with names that are safe in any notation. Containers that hold one another, or too deep, are laid flat.</summary>
internal sealed class NodeTree
{
    private const int Deepest = 64;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<DiagramNode>[] _children;

    public NodeTree(IReadOnlyList<DiagramNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
            _numbers.TryAdd(nodes[i].Id, i);
        _children = new List<DiagramNode>[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
            _children[i] = [];
        foreach (DiagramNode node in nodes.DistinctBy(node => node.Id, StringComparer.Ordinal))
        {
            if (node.ParentId is { } parent && _numbers.TryGetValue(parent, out int number) && ReachesTop(node, nodes))
                _children[number].Add(node);
            else
                Roots.Add(node);
        }
    }

    public List<DiagramNode> Roots { get; } = [];

    public IReadOnlyList<DiagramNode> ChildrenOf(DiagramNode node) => _children[_numbers[node.Id]];

    /// <summary>A plain name for an id; null when no node has it.</summary>
    public string? NameOf(string id) => _numbers.TryGetValue(id, out int number) ? string.Create(CultureInfo.InvariantCulture, $"n{number + 1}") : null;

    private bool ReachesTop(DiagramNode node, IReadOnlyList<DiagramNode> nodes)
    {
        DiagramNode at = node;
        for (int depth = 0; depth < Deepest; depth++)
        {
            if (at.ParentId is not { } parent || !_numbers.TryGetValue(parent, out int number))
                return true;
            at = nodes[number];
        }

        return false;
    }
}
