namespace AiScholar.Rl.Core;

/// <summary>The contexts of a moment as 64-bit hashes, of kinds that never meet: the last n actions, the last action with the set of all before, the last one with the three before as a set.</summary>
internal static class ContextKeys
{
    public const int Sets = 2;

    private const ulong Offset = 14695981039346656037;

    /// <summary>Key n of <paramref name="suffixes"/> is that of the last n actions; 0 is the empty context.</summary>
    /// <returns>How many keys were filled: 1 + the length of the history, at most the span's.</returns>
    public static int Suffixes(ReadOnlySpan<int> history, Span<ulong> suffixes)
    {
        int count = Math.Min(suffixes.Length, history.Length + 1);
        ulong key = Offset;
        suffixes[0] = key;
        for (int n = 1; n < count; n++)
            suffixes[n] = key = Mix(key, (ulong)(history[^n] + 1));
        return count;
    }

    public static ulong SetOfAll(ReadOnlySpan<int> history) => Set(history, history.Length, 1);

    public static ulong SetOfLatest(ReadOnlySpan<int> history) => Set(history, Math.Min(4, history.Length), 2);

    private static ulong Set(ReadOnlySpan<int> history, int length, ulong kind)
    {
        int[] members = [.. history[^length..].ToArray().Distinct().Order()];
        ulong key = Mix(Mix(Offset, ulong.MaxValue - kind), (ulong)(history[^1] + 1));
        foreach (int member in members)
            key = Mix(key, (ulong)(member + 1));
        return key;
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014) over both.</summary>
    private static ulong Mix(ulong key, ulong value)
    {
        ulong z = (key ^ (value + 0x9E3779B97F4A7C15)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
