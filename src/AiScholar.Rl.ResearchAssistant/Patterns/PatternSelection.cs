namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Takes what one search thread finds: keeps what was asked for, each first item's patterns apart, and raises the least support while only the top ones are wanted.</summary>
internal sealed class PatternSelection(SequenceDatabase database, SequentialPatternOptions options, int minimumCount, PatternCounter counter)
{
    private readonly PriorityQueue<int, int> _top = new();
    private readonly HashSet<int> _excluded = [.. options.ExcludedItems];
    private readonly int[] _required = [.. options.RequiredItems.Distinct()];
    private readonly int[] _prefix = [.. options.Prefix.SelectMany(element => element.Distinct().Order().Select((item, index) => index == 0 ? ~item : item))];
    private SequentialPatternSet _current = new(database, options);

    /// <summary>The patterns found, by the number of their first item.</summary>
    public SortedDictionary<int, SequentialPatternSet> Found { get; } = [];

    /// <summary>The least count that is still of interest.</summary>
    public int MinimumCount { get; private set; } = minimumCount;

    /// <summary>Starts with another first item.</summary>
    public void Start(int root) => Found[root] = _current = new SequentialPatternSet(database, options);

    /// <summary>Whether a pattern, or one that extends it, can be wanted: it agrees with the prefix as far as both go, and its last item is not excluded.</summary>
    public bool MayGrow(ReadOnlySpan<int> pattern, int[] names)
    {
        int last = pattern.Length - 1;
        int name = Name(pattern[last], names);
        if (_excluded.Count > 0 && _excluded.Contains(name < 0 ? ~name : name))
            return false;
        return last >= _prefix.Length || _prefix[last] == name;
    }

    /// <summary>Adds a pattern if it was asked for. <paramref name="names"/> turns tokens into the caller's items.</summary>
    /// <exception cref="WorkflowException">There are more than the most allowed.</exception>
    public void Add(ReadOnlySpan<int> pattern, int[] names, int support, int prefixSupport, int firstSequence)
    {
        if (support < MinimumCount || pattern.Length < options.MinimumLength || pattern.Length < _prefix.Length || !HoldsRequired(pattern, names))
            return;
        counter.Count(options.MaximumPatterns);
        _current.Add(pattern, names, support, prefixSupport, firstSequence);
        if (options.Top is not { } most || options.MaximalOnly)
            return;
        // Those with the last support of the top all stay until the end, where their order decides.
        _top.Enqueue(support, support);
        if (_top.Count > most)
            _top.Dequeue();
        if (_top.Count == most)
            MinimumCount = Math.Max(MinimumCount, _top.Peek());
    }

    private bool HoldsRequired(ReadOnlySpan<int> pattern, int[] names)
    {
        foreach (int item in _required)
        {
            bool found = false;
            foreach (int token in pattern)
                found |= Name(token, names) is var name && (name < 0 ? ~name : name) == item;
            if (!found)
                return false;
        }

        return true;
    }

    private static int Name(int token, int[] names) => token < 0 ? ~names[~token] : names[token];
}
