namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds where a pattern occurs in a sequence.</summary>
internal static class PatternOccurrences
{
    /// <summary>The first occurrence, by its first element and then by the later ones, that keeps to the distances and times asked for: the index of an element of the sequence for each of the pattern. Null for none.</summary>
    public static int[]? First(SequenceDatabase database, int sequence, IReadOnlyList<IReadOnlyList<int>> elements, SequentialPatternOptions options)
    {
        int[][] wanted = [.. elements.Select(element => element.ToArray())];
        var at = new int[wanted.Length];
        var failed = new HashSet<(int Step, int From, int First)>();
        return Match(0, 0) ? at : null;

        bool Match(int step, int from)
        {
            if (step == wanted.Length)
                return true;
            // Only what is constrained by the first element depends on it.
            int first = step == 0 || (options.MaximumSpan is null && options.MaximumDuration is null) ? -1 : at[0];
            if (!failed.Add((step, from, first)))
                return false;
            for (int index = from; index < database.Length(sequence); index++)
            {
                if (step > 0 && !IsWithin(at[0], index))
                    return false;
                if (ElementMatch.AfterLast(database.Element(sequence, index), wanted[step]) < 0)
                    continue;
                if (step > 0 && !IsGap(at[step - 1], index))
                    continue;
                at[step] = index;
                if (Match(step + 1, index + 1))
                    return true;
                if (!options.HasGaps)
                    return false;
            }

            return false;
        }

        bool IsWithin(int first, int last) => PatternDistances.IsWithin(database, options, sequence, first, last);

        bool IsGap(int before, int after) => PatternDistances.IsGap(database, options, sequence, before, after);
    }
}
