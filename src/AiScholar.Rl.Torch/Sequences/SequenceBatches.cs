namespace AiScholar.Rl.Torch;

/// <summary>An epoch's windows: one a sequence, of a long one its end or any part by turns, put together by like length so that little is padded.</summary>
internal static class SequenceBatches
{
    private const double TailShare = 0.5;

    /// <param name="counts">How many actions of each sequence may be learnt from.</param>
    /// <param name="length">The most inputs of a window.</param>
    /// <param name="size">The most inputs of a batch, padding included; a batch has at least one window.</param>
    /// <param name="random">Chooses.</param>
    public static List<SequenceWindow[]> Draw(IReadOnlyList<int> counts, int length, int size, Random random)
    {
        var windows = new List<(double Order, SequenceWindow Window)>(counts.Count);
        for (var i = 0; i < counts.Count; i++)
        {
            if (counts[i] < 2)
                continue;
            var count = Math.Min(counts[i], length + 1);
            var latest = counts[i] - count;
            var start = latest == 0 || random.NextDouble() < TailShare ? latest : random.Next(latest + 1);
            windows.Add((count * (1 + (0.1 * random.NextDouble())), new SequenceWindow(i, start, count)));
        }

        windows.Sort((left, right) => left.Order.CompareTo(right.Order));
        var (batches, batch, widest) = (new List<SequenceWindow[]>(), new List<SequenceWindow>(), 0);
        foreach (var (_, window) in windows)
        {
            var wider = Math.Max(widest, window.Count - 1);
            if (batch.Count > 0 && wider * (batch.Count + 1) > size)
            {
                batches.Add([.. batch]);
                batch.Clear();
                wider = window.Count - 1;
            }

            batch.Add(window);
            widest = wider;
        }

        if (batch.Count > 0)
            batches.Add([.. batch]);
        var order = batches.ToArray();
        random.Shuffle(order);
        return [.. order];
    }
}
