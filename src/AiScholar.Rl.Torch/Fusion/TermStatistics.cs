namespace AiScholar.Rl.Torch;

/// <summary>
/// In how many texts each term was seen, terms sharing one of 32,768 counters by their hash, and the text vectors made with it: each term counts (1 + ln tf) · ln(1 + N / (df + 1/2)),
/// is hashed with signs into three places of the vector (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009, section 2; several places keep one
/// collision from deciding), and the vector is scaled to length 1. A second set of values holds common terms alone, those of less than 1 % of the texts left out: a term
/// seldom seen has no learnt meaning, and would only stand where one of meaning is hashed to.
/// Immutable but for <see cref="Add"/>, which is called on a copy.
/// </summary>
internal sealed class TermStatistics(int[] counts, int texts)
{
    public const int Width = 4096;
    public const int Counters = 32_768;

    private const int Places = 3;
    private const int PlaceBits = 12;
    private const double RareShare = 0.01;
    private const double CommonShare = 0.03;

    public static TermStatistics Empty() => new(new int[Counters], 0);

    /// <summary>How many texts hold a term, by the term's counter.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>How many texts were counted.</summary>
    public int Texts { get; private set; } = texts;

    public TermStatistics Copy() => new([.. counts], Texts);

    /// <summary>A copy in which all texts so far count as if they were at most so many: a collection's own texts say more of what is rare in it.</summary>
    public TermStatistics Fade(int most) =>
        Texts <= most ? Copy() : new TermStatistics([.. counts.Select(count => (int)Math.Round((double)count * most / Texts))], most);

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
        var (values, learnt) = (new float[Width], new float[Width]);
        foreach (var (term, times) in terms)
        {
            var seen = counts[Counter(term)];
            var weight = (1 + Math.Log(times)) * Math.Log(1 + ((Texts + 1) / (seen + 0.5)));
            var common = Math.Clamp(((double)seen / Math.Max(1, Texts) - RareShare) / (CommonShare - RareShare), 0, 1);
            for (var place = 0; place < Places; place++)
            {
                var at = (int)(term >> (place * PlaceBits) & (Width - 1));
                var signed = (term >> ((Places * PlaceBits) + place) & 1) == 0 ? weight : -weight;
                values[at] += (float)signed;
                learnt[at] += place == 0 ? (float)(signed * common) : 0;
            }
        }

        return TextVector.Create(values, terms.Count, learnt);
    }

    private static int Counter(ulong term) => (int)(term >> 49);
}
