namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The stock of a consumable over time as steps; for one decoding at a time.</summary>
internal sealed class StockTimeline(int initial, (long At, int Amount)[] deliveries)
{
    private readonly List<(long Time, long Change)> _changes = [];

    /// <summary>Back to the first stock and the deliveries.</summary>
    public void Clear()
    {
        _changes.Clear();
        foreach ((long at, int amount) in deliveries)
            _changes.Add((at, amount));
    }

    /// <summary>The first time from <paramref name="start"/> on at which <paramref name="amount"/> can be taken without leaving too little for later; never, when there is none.</summary>
    public long NextFit(long start, int amount)
    {
        long level = initial;
        foreach ((_, long change) in _changes)
            level += change;
        if (level < amount)
            return WorkTime.Never;
        // Backwards: the last step whose level is too low decides.
        for (int i = _changes.Count - 1; i >= 0; i--)
        {
            if (_changes[i].Time <= start)
                return start;
            level -= _changes[i].Change;
            if (level < amount)
                return _changes[i].Time;
        }

        return start;
    }

    /// <summary>Takes <paramref name="amount"/> at <paramref name="time"/>, whether it is there or not.</summary>
    public void Take(long time, int amount)
    {
        int at = _changes.Count;
        while (at > 0 && _changes[at - 1].Time > time)
            at--;
        _changes.Insert(at, (time, -amount));
    }
}
