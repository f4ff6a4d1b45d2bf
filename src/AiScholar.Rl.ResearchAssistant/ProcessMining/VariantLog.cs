namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Traces with their frequencies, as the inductive miner cuts them up; equal traces are held once.</summary>
internal sealed class VariantLog
{
    private readonly Dictionary<int[], int> _counts = new(TraceComparer.Instance);
    private int[]? _activities;

    /// <summary>The different traces with how often each occurs.</summary>
    public IEnumerable<KeyValuePair<int[], int>> Variants => _counts;

    /// <summary>Number of traces, with their frequencies.</summary>
    public int Count { get; private set; }

    /// <summary>How many traces are empty.</summary>
    public int EmptyCount => _counts.GetValueOrDefault([]);

    /// <summary>Adds a trace.</summary>
    public void Add(int[] trace, int count)
    {
        _counts[trace] = _counts.GetValueOrDefault(trace) + count;
        Count += count;
        _activities = null;
    }

    /// <summary>The activities that occur, ascending.</summary>
    public int[] Activities()
    {
        if (_activities is not null)
            return _activities;
        var found = new HashSet<int>();
        foreach (int[] trace in _counts.Keys)
        {
            foreach (int activity in trace)
                found.Add(activity);
        }

        return _activities = [.. found.Order()];
    }

    /// <summary>The same traces without the empty one.</summary>
    public VariantLog WithoutEmpty() => Select(trace => trace.Length > 0 ? trace : null);

    /// <summary>Every trace changed; null leaves it out.</summary>
    public VariantLog Select(Func<int[], int[]?> change)
    {
        var changed = new VariantLog();
        foreach ((int[] trace, int count) in _counts)
        {
            if (change(trace) is { } result)
                changed.Add(result, count);
        }

        return changed;
    }

    /// <summary>A log of traces.</summary>
    public static VariantLog From(IEnumerable<int[]> traces)
    {
        var log = new VariantLog();
        foreach (int[] trace in traces)
            log.Add(trace, 1);
        return log;
    }
}
