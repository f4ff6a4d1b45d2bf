namespace AiScholar.Rl.MultiModal;

/// <summary>Words of a text, lower-cased.</summary>
internal static class TextTerms
{
    private static readonly HashSet<string> Frequent = new(
        "the and for that with this are from was were which have has had not but can our their its also been more than these such into between where when each other using used use only both all one two may any will then they there some most over under very how what who why while about after before because same".Split(' '),
        StringComparer.Ordinal);

    public static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
                yield return text[start..i].ToLowerInvariant();
            start = -1;
        }
    }

    /// <summary>The most frequent words of at least four letters, frequent function words left out; equals in alphabetical order.</summary>
    public static IReadOnlyList<string> Keywords(string text, int count) =>
        [.. Words(text)
            .Where(word => word.Length > 3 && word.Any(char.IsLetter) && !Frequent.Contains(word))
            .GroupBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(count).Select(group => group.Key)];
}
