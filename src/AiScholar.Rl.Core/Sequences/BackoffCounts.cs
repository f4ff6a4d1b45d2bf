using System.Runtime.InteropServices;

namespace AiScholar.Rl.Core;

/// <summary>
/// Counts of what followed each context, and probabilities by Witten-Bell interpolation along a chain from the shortest context to the longest:
/// P(j | c) = (n(c, j) + t(c) P(j | shorter)) / (n(c) + t(c)), t the number of different followers. Witten and Bell 1991; Chen and Goodman 1998, section 2.5.
/// </summary>
/// <remarks>A context is known by 64 bits of a hash: among a million contexts two are one with a probability of 3e-8. Not thread-safe.</remarks>
internal sealed class BackoffCounts
{
    private const float Forgotten = 0.05f;

    private readonly Dictionary<ulong, Node> _contexts = [];

    public int Count => _contexts.Count;

    public IEnumerable<KeyValuePair<ulong, Node>> Contexts => _contexts;

    public Node? Find(ulong key) => _contexts.GetValueOrDefault(key);

    public void Add(ulong key, int next, int maxContexts)
    {
        if (!_contexts.TryGetValue(key, out Node? node))
        {
            if (_contexts.Count >= maxContexts)
                Forget(maxContexts / 2);
            _contexts[key] = node = new Node();
        }

        CollectionsMarshal.GetValueRefOrAddDefault(node.Next, next, out _)++;
        node.Total++;
    }

    /// <summary>The same with forgetting: what was counted in this context before counts <paramref name="keep"/> times as much from now on.</summary>
    public void AddForgetting(ulong key, int next, float keep, int maxContexts)
    {
        if (_contexts.TryGetValue(key, out Node? node))
        {
            node.Total = 0;
            foreach ((int action, float times) in node.Next.ToArray())
            {
                float left = times * keep;
                node.Total += left >= Forgotten ? left : 0;
                if (left >= Forgotten)
                    node.Next[action] = left;
                else
                    node.Next.Remove(action);
            }
        }

        Add(key, next, maxContexts);
    }

    public void Restore(ulong key, Node node) => _contexts.Add(key, node);

    /// <summary>Moves <paramref name="probabilities"/> from the shorter context's to those of <paramref name="key"/>; false when it was never met.</summary>
    public bool Refine(ulong key, Span<double> probabilities)
    {
        if (!_contexts.TryGetValue(key, out Node? node))
            return false;
        double share = 1.0 / ((double)node.Total + node.Next.Count);
        foreach (ref double probability in probabilities)
            probability *= node.Next.Count * share;
        foreach ((int action, float times) in node.Next)
            probabilities[action] += times * share;
        return true;
    }

    /// <summary>Keeps the most frequent contexts; among equals those of the smallest key, so that the same input forgets the same.</summary>
    private void Forget(int keep)
    {
        foreach (ulong key in _contexts.OrderBy(context => context.Value.Total).ThenByDescending(context => context.Key).Take(_contexts.Count - keep).Select(context => context.Key).ToArray())
            _contexts.Remove(key);
    }

    internal sealed class Node
    {
        public Dictionary<int, float> Next { get; } = new(1);

        public float Total { get; set; }
    }
}
