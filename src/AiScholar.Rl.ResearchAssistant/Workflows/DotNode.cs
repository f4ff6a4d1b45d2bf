namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A node of a graph in DOT.</summary>
internal sealed record DotNode(string Id, int Line)
{
    /// <summary>Its attributes.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The nodes from which edges lead to it.</summary>
    public List<string> Before { get; } = [];
}
