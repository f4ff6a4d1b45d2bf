namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Leaves patterns out that longer ones of the same set make superfluous, and all but the strongest.</summary>
internal static class PatternFilters
{
    /// <summary>Keeps the patterns that no longer one contains, of the same support or, for maximal ones, of any.</summary>
    public static void KeepLargest(SequentialPatternSet patterns, bool sameSupport, CancellationToken cancellationToken)
    {
        int count = patterns.Count;
        int[][][] elements = [.. Enumerable.Range(0, count).Select(number => Elements(patterns.TokensOf(number)))];
        var ofItem = new Dictionary<int, List<int>>();
        foreach (int number in Enumerable.Range(0, count).OrderByDescending(number => patterns.TokensOf(number).Length))
        {
            foreach (int item in elements[number].SelectMany(element => element).Distinct())
            {
                if (!ofItem.TryGetValue(item, out List<int>? holders))
                    ofItem.Add(item, holders = []);
                holders.Add(number);
            }
        }

        var kept = new List<int>();
        for (int number = 0; number < count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = patterns.TokensOf(number).Length;
            List<int> fewest = elements[number].SelectMany(element => element).Select(item => ofItem[item]).MinBy(holders => holders.Count)!;
            bool isContained = fewest.TakeWhile(other => patterns.TokensOf(other).Length > length)
                .Any(other => (!sameSupport || patterns.SupportOf(other) == patterns.SupportOf(number)) && Contains(elements[other], elements[number]));
            if (!isContained)
                kept.Add(number);
        }

        patterns.Keep(kept);
    }

    /// <summary>Keeps the patterns of the highest supports, strongest first.</summary>
    public static void KeepTop(SequentialPatternSet patterns, int most) =>
        patterns.Keep([.. Enumerable.Range(0, patterns.Count).OrderByDescending(patterns.SupportOf).Take(most)]);

    private static int[][] Elements(ReadOnlySpan<int> tokens)
    {
        var elements = new List<List<int>>();
        foreach (int token in tokens)
        {
            if (token < 0)
                elements.Add([]);
            elements[^1].Add(token < 0 ? ~token : token);
        }

        return [.. elements.Select(element => element.ToArray())];
    }

    private static bool Contains(int[][] whole, int[][] part)
    {
        int next = 0;
        foreach (int[] element in whole)
        {
            if (next < part.Length && ElementMatch.AfterLast(element, part[next]) >= 0)
                next++;
        }

        return next == part.Length;
    }
}
