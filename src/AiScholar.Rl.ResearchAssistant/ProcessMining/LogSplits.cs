namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Splits a log along a cut into one log a part. What does not fit the cut is put where most of it fits; on a log without noise nothing is lost.</summary>
/// <remarks>Leemans, Fahland and van der Aalst, BPM Workshops 2013, section 3.3.</remarks>
internal static class LogSplits
{
    /// <summary>The log of each part.</summary>
    public static IReadOnlyList<VariantLog> Split(VariantLog log, ProcessCut cut)
    {
        VariantLog[] parts = [.. cut.Parts.Select(_ => new VariantLog())];
        Dictionary<int, int> partOf = cut.PartOf();
        foreach ((int[] trace, int count) in log.Variants)
        {
            switch (cut.Operator)
            {
                case TreeOperator.Choice:
                    int most = trace.GroupBy(activity => partOf[activity]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
                    parts[most].Add([.. trace.Where(activity => partOf[activity] == most)], count);
                    break;
                case TreeOperator.Parallel:
                    for (int part = 0; part < parts.Length; part++)
                        parts[part].Add([.. trace.Where(activity => partOf[activity] == part)], count);
                    break;
                case TreeOperator.Sequence:
                    SplitSequence(trace, count, parts, partOf);
                    break;
                default:
                    SplitLoop(trace, count, parts, partOf);
                    break;
            }
        }

        return parts;
    }

    /// <summary>Cuts each trace wherever an activity that ends traces is followed by one that starts them.</summary>
    public static VariantLog AtRestarts(VariantLog log, FollowsMatrix matrix)
    {
        HashSet<int> starts = [.. matrix.Activities.Where((_, a) => matrix.Starts[a] > 0)];
        HashSet<int> ends = [.. matrix.Activities.Where((_, a) => matrix.Ends[a] > 0)];
        var pieces = new VariantLog();
        foreach ((int[] trace, int count) in log.Variants)
        {
            int from = 0;
            for (int i = 1; i <= trace.Length; i++)
            {
                if (i < trace.Length && !(ends.Contains(trace[i - 1]) && starts.Contains(trace[i])))
                    continue;
                pieces.Add(trace[from..i], count);
                from = i;
            }
        }

        return pieces;
    }

    /// <summary>Finds the places to cut a trace that leave the fewest activities in a part not theirs, by dynamic programming; those are left out.</summary>
    private static void SplitSequence(int[] trace, int count, VariantLog[] parts, Dictionary<int, int> partOf)
    {
        // best[p]: fewest misplaced up to here with the current activity in part p.
        var best = new int[parts.Length];
        var from = new int[trace.Length + 1, parts.Length];
        for (int i = 0; i < trace.Length; i++)
        {
            int cheapest = 0;
            for (int part = 0; part < parts.Length; part++)
            {
                if (best[part] < best[cheapest])
                    cheapest = part;
                from[i, part] = cheapest;
                best[part] = best[cheapest];
            }

            for (int part = 0; part < parts.Length; part++)
                best[part] += partOf[trace[i]] == part ? 0 : 1;
        }

        int at = Array.IndexOf(best, best.Min());
        var pieces = new List<int>[parts.Length];
        for (int i = trace.Length - 1; i >= 0; i--)
        {
            if (partOf[trace[i]] == at)
                (pieces[at] ??= []).Insert(0, trace[i]);
            at = from[i, at];
        }

        for (int part = 0; part < parts.Length; part++)
            parts[part].Add([.. pieces[part] ?? []], count);
    }

    private static void SplitLoop(int[] trace, int count, VariantLog[] parts, Dictionary<int, int> partOf)
    {
        int from = 0;
        int lastPart = 0;
        for (int i = 0; i <= trace.Length; i++)
        {
            int part = i < trace.Length ? partOf[trace[i]] : -1;
            if (i == 0 && part > 0)
                parts[0].Add([], count);
            if (i > from && part != lastPart)
            {
                parts[lastPart].Add(trace[from..i], count);
                // From one way back straight to another, or to the end: the body was passed through unseen.
                if (lastPart != 0 && part != 0)
                    parts[0].Add([], count);
                from = i;
            }

            lastPart = part;
        }
    }
}
