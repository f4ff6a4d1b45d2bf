namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The prefixes of a set of traces, each once, parents before their children; node 0 is the empty prefix.</summary>
internal sealed class PrefixTree
{
    private PrefixTree(int[] parents, int[] activities, int[] counts, int[] ends, ulong[] successors, int words) =>
        (Parents, Activities, Counts, Ends, Successors, Words) = (parents, activities, counts, ends, successors, words);

    /// <summary>The prefix without its last activity; -1 for node 0.</summary>
    public int[] Parents { get; }

    /// <summary>The last activity; -1 for node 0.</summary>
    public int[] Activities { get; }

    /// <summary>How many traces have the prefix.</summary>
    public int[] Counts { get; }

    /// <summary>How many traces are the prefix.</summary>
    public int[] Ends { get; }

    /// <summary>The activities that follow the prefix in some trace, as <see cref="Words"/> words of bits a node.</summary>
    public ulong[] Successors { get; }

    /// <summary>Words of bits for a set of activities.</summary>
    public int Words { get; }

    /// <summary>Number of prefixes.</summary>
    public int Count => Parents.Length;

    /// <summary>Whether a trace holds the activity.</summary>
    public bool Holds(int activity) => Activities.AsSpan().Contains(activity);

    /// <summary>Builds the tree.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="activityCount">How many activities there are.</param>
    public static PrefixTree Build(ReadOnlySpan<int[]> traces, int activityCount)
    {
        int words = Math.Max(1, (activityCount + 63) / 64);
        var parents = new List<int> { -1 };
        var activities = new List<int> { -1 };
        var counts = new List<int> { 0 };
        var ends = new List<int> { 0 };
        var children = new Dictionary<long, int>();
        foreach (int[] trace in traces)
        {
            int node = 0;
            counts[0]++;
            foreach (int activity in trace)
            {
                long key = (long)node * activityCount + activity;
                if (!children.TryGetValue(key, out int child))
                {
                    children.Add(key, child = parents.Count);
                    parents.Add(node);
                    activities.Add(activity);
                    counts.Add(0);
                    ends.Add(0);
                }

                counts[node = child]++;
            }

            ends[node]++;
        }

        var successors = new ulong[parents.Count * words];
        for (int node = 1; node < parents.Count; node++)
            successors[parents[node] * words + (activities[node] >> 6)] |= 1UL << (activities[node] & 63);
        return new PrefixTree([.. parents], [.. activities], [.. counts], [.. ends], successors, words);
    }
}
