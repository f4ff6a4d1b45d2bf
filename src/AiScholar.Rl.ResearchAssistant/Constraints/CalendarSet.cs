namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The calendars of a workflow and their intersections, by number; 0 is "always open". For one thread at a time.</summary>
internal sealed class CalendarSet
{
    private readonly List<WorkHours?> _hours = [null];
    private readonly Dictionary<(int, int), int> _merged = [];

    /// <summary>The working hours of a number; null for always.</summary>
    public WorkHours? this[int calendar] => _hours[calendar];

    /// <summary>Adds a calendar.</summary>
    public int Add(WorkHours hours)
    {
        _hours.Add(hours);
        return _hours.Count - 1;
    }

    /// <summary>The hours open in both.</summary>
    public int Merge(int first, int second)
    {
        if (first == second || second == 0)
            return first;
        if (first == 0)
            return second;
        (int, int) pair = first < second ? (first, second) : (second, first);
        if (!_merged.TryGetValue(pair, out int merged))
        {
            merged = Add(_hours[pair.Item1]!.And(_hours[pair.Item2]!));
            _merged[pair] = merged;
            _merged[(Math.Min(pair.Item1, merged), Math.Max(pair.Item1, merged))] = merged;
            _merged[(Math.Min(pair.Item2, merged), Math.Max(pair.Item2, merged))] = merged;
        }

        return merged;
    }

    /// <summary>A copy for another thread.</summary>
    public CalendarSet Clone()
    {
        var copy = new CalendarSet();
        copy._hours.AddRange(_hours.Skip(1));
        foreach (KeyValuePair<(int, int), int> pair in _merged)
            copy._merged.Add(pair.Key, pair.Value);
        return copy;
    }
}
