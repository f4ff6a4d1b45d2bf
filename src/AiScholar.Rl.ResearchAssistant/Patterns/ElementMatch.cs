namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Whether one sorted set of items holds another.</summary>
internal static class ElementMatch
{
    /// <summary>The index in <paramref name="element"/> after the last item of <paramref name="wanted"/>, or -1 when not all of them are there.</summary>
    public static int AfterLast(ReadOnlySpan<int> element, ReadOnlySpan<int> wanted)
    {
        int at = 0;
        foreach (int item in wanted)
        {
            while (at < element.Length && element[at] < item)
                at++;
            if (at == element.Length || element[at] != item)
                return -1;
            at++;
        }

        return at;
    }
}
