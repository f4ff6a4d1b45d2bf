namespace AiScholar.Rl.Torch;

/// <summary>
/// In how many texts each term was seen, terms sharing one of 32,768 counters by their hash, and the text vectors made with it: each term counts (1 + ln tf) · ln(1 + N / (df + 1/2)),
/// is hashed with a sign into the vector (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009, section 2), and the vector is scaled to length 1.
/// Immutable but for <see cref="Add"/>, which is called on a copy.
/// </summary>
internal sealed class TermStatistics(int[] counts, int texts)
{
    public const int Width = 2048;
    public const int Counters = 32_768;

    public static TermStatistics Empty() => new(new int[Counters], 0);

    /// <summary>How many texts hold a term, by the term's counter.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>How many texts were counted.</summary>
    public int Texts { get; private set; } = texts;

    public TermStatistics Copy() => new([.. counts], Texts);

    /// <summary>Counts one more text.</summary>
    public void Add(string text)
    {
        var terms = HashedTerms.Of(text);
        if (terms.Count == 0)
            return;
        Texts++;
        foreach (var counter in terms.Keys.Select(Counter).Distinct())
            counts[counter]++;
    }

    public TextVector Vector(string text)
    {
        var terms = HashedTerms.Of(text);
        if (terms.Count == 0)
            return TextVector.Missing;
        var values = new float[Width];
        foreach (var (term, times) in terms)
        {
            var weight = (1 + Math.Log(times)) * Math.Log(1 + ((Texts + 1) / (counts[Counter(term)] + 0.5)));
            values[term % Width] += (float)((term >> 48 & 1) == 0 ? weight : -weight);
        }

        return TextVector.Create(values, terms.Count);
    }

    private static int Counter(ulong term) => (int)(term >> 49);
}
