namespace AiScholar.Rl.Torch;

/// <summary>
/// The terms of a text as 64-bit hashes with their counts: words and beginnings of long words. Words are runs of letters and digits, lower-cased; bare numbers are left out, since
/// those at the ticks of an axis say nothing of what is plotted.
/// Hashing: FNV-1a (Fowler, Noll, Vo) with the finalizer of SplitMix64, so that every bit is usable.
/// </summary>
internal static class HashedTerms
{
    private const int StemLength = 6;
    private const int LongestWord = 64;
    private const ulong Word = 1, Stem = 2;

    public static Dictionary<ulong, int> Of(string text)
    {
        var counts = new Dictionary<ulong, int>();
        Span<char> word = stackalloc char[LongestWord];
        var (length, isNumber) = (0, true);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                isNumber &= char.IsDigit(text[i]);
                if (length < LongestWord)
                    word[length++] = char.ToLowerInvariant(text[i]);
                continue;
            }

            if (length > 0 && !isNumber)
            {
                Add(counts, Hash(word[..length], Word));
                if (length > StemLength)
                    Add(counts, Hash(word[..StemLength], Stem));
            }

            (length, isNumber) = (0, true);
        }

        return counts;
    }

    private static void Add(Dictionary<ulong, int> counts, ulong hash) => counts[hash] = counts.GetValueOrDefault(hash) + 1;

    private static ulong Hash(ReadOnlySpan<char> text, ulong kind)
    {
        var hash = 0xcbf29ce484222325 ^ kind;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 0x100000001b3);
        return Mix(hash);
    }

    private static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xbf58476d1ce4e5b9);
        value = unchecked((value ^ (value >> 27)) * 0x94d049bb133111eb);
        return value ^ (value >> 31);
    }
}
