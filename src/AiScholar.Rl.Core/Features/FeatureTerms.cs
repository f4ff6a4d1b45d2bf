namespace AiScholar.Rl.Core;

/// <summary>The distinct words of a text: runs of letters and digits, in lower case.</summary>
internal static class FeatureTerms
{
    private const int MaxTermLength = 64;

    public static IReadOnlyCollection<string> Of(string text, int limit)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        int start = 0;
        for (int i = 0; i <= text.Length && terms.Count < limit; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
                continue;
            if (i > start && i - start <= MaxTermLength)
                terms.Add(text[start..i].ToLowerInvariant());
            start = i + 1;
        }

        return terms;
    }
}
