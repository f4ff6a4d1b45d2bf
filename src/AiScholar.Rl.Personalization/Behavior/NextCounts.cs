using System.Runtime.InteropServices;

namespace AiScholar.Rl.Personalization;

/// <summary>How often each action followed each context of one order; bounded by forgetting the rarest contexts.</summary>
internal sealed class NextCounts
{
    private readonly Dictionary<ContextKey, Node> _contexts = [];

    public IEnumerable<KeyValuePair<ContextKey, Node>> Contexts => _contexts;

    /// <summary>The latest <paramref name="order"/> actions; null when the history is shorter or holds an unknown action.</summary>
    public static ContextKey? Key(ReadOnlySpan<int> history, int order)
    {
        if (history.Length < order || history[..order].Contains(-1))
            return null;
        return new ContextKey(history[0], order > 1 ? history[1] : -1, order > 2 ? history[2] : -1);
    }

    public Node? Find(ContextKey? key) => key is { } known ? _contexts.GetValueOrDefault(known) : null;

    public void Add(ContextKey? key, int next, int maxContexts)
    {
        if (key is not { } known)
            return;
        if (!_contexts.TryGetValue(known, out Node? node))
        {
            if (_contexts.Count >= maxContexts)
                Forget(maxContexts / 2);
            _contexts[known] = node = new Node();
        }

        CollectionsMarshal.GetValueRefOrAddDefault(node.Next, next, out _)++;
        node.Total++;
    }

    public void Restore(ContextKey key, Node node) => _contexts.Add(key, node);

    /// <summary>Keeps the most frequent contexts; among equals those of the smallest actions, so that the same input forgets the same.</summary>
    private void Forget(int keep)
    {
        foreach (ContextKey key in _contexts
            .OrderBy(context => context.Value.Total).ThenByDescending(context => context.Key)
            .Take(_contexts.Count - keep).Select(context => context.Key).ToArray())
            _contexts.Remove(key);
    }

    internal readonly record struct ContextKey(int First, int Second, int Third) : IComparable<ContextKey>
    {
        public int CompareTo(ContextKey other) => (First, Second, Third).CompareTo((other.First, other.Second, other.Third));
    }

    internal sealed class Node
    {
        public Dictionary<int, float> Next { get; } = new(1);

        public float Total { get; set; }
    }
}
