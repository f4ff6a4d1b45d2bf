namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds the cuts of a directly-follows graph, asked in the order choice, sequence, parallel, loop.</summary>
/// <remarks>Leemans, "Robust process mining with guarantees" (2017), definitions 4.2 to 4.5 and section 6.1.3.</remarks>
internal static class ProcessCuts
{
    /// <summary>The first cut there is; null for none.</summary>
    public static ProcessCut? Find(FollowsMatrix matrix) => matrix.Size < 2 ? null : Choice(matrix) ?? Sequence(matrix) ?? Parallel(matrix) ?? Loop(matrix);

    private static ProcessCut? Choice(FollowsMatrix matrix)
    {
        var parts = new Partition(matrix.Size);
        for (int a = 0; a < matrix.Size; a++)
        {
            for (int b = 0; b < matrix.Size; b++)
            {
                if (matrix.Counts[a, b] > 0)
                    parts.Join(a, b);
            }
        }

        return ToCut(TreeOperator.Choice, matrix, parts.Groups());
    }

    /// <summary>Activities that reach each other, or of which neither reaches the other, belong to one part; the parts go by who reaches whom.</summary>
    private static ProcessCut? Sequence(FollowsMatrix matrix)
    {
        bool[,] reaches = Reachability(matrix);
        var parts = new Partition(matrix.Size);
        for (int a = 0; a < matrix.Size; a++)
        {
            for (int b = a + 1; b < matrix.Size; b++)
            {
                if (reaches[a, b] == reaches[b, a])
                    parts.Join(a, b);
            }
        }

        List<int[]> groups = parts.Groups();
        if (groups.Count < 2)
            return null;
        groups.Sort((x, y) => x == y ? 0 : reaches[x[0], y[0]] ? -1 : 1);
        return ToCut(TreeOperator.Sequence, matrix, groups);
    }

    /// <summary>Activities of different parts follow each other both ways; every part can start and end.</summary>
    private static ProcessCut? Parallel(FollowsMatrix matrix)
    {
        var parts = new Partition(matrix.Size);
        for (int a = 0; a < matrix.Size; a++)
        {
            for (int b = a + 1; b < matrix.Size; b++)
            {
                if (matrix.Counts[a, b] == 0 || matrix.Counts[b, a] == 0)
                    parts.Join(a, b);
            }
        }

        List<int[]> groups = [.. parts.Groups().OrderBy(group => group.Length)];
        for (int i = 0; i < groups.Count && groups.Count > 1;)
        {
            if (groups[i].Any(a => matrix.Starts[a] > 0) && groups[i].Any(a => matrix.Ends[a] > 0))
            {
                i++;
                continue;
            }

            // A part that cannot start or end joins its neighbour.
            int other = i == 0 ? 1 : 0;
            groups[other] = [.. groups[other], .. groups[i]];
            groups.RemoveAt(i);
            i = 0;
        }

        return ToCut(TreeOperator.Parallel, matrix, groups);
    }

    /// <summary>The starts and ends are the part that is done; the others are ways from an end back to a start.</summary>
    private static ProcessCut? Loop(FollowsMatrix matrix)
    {
        int n = matrix.Size;
        bool[] isBody = [.. Enumerable.Range(0, n).Select(a => matrix.Starts[a] > 0 || matrix.Ends[a] > 0)];
        var parts = new Partition(n);
        int body = Array.IndexOf(isBody, true);
        for (int a = 0; a < n && body >= 0; a++)
        {
            if (isBody[a])
                parts.Join(body, a);
            for (int b = 0; b < n; b++)
            {
                if (matrix.Counts[a, b] > 0 && !isBody[a] && !isBody[b])
                    parts.Join(a, b);
            }
        }

        if (body < 0)
            return null;
        foreach (int[] group in parts.Groups().Where(group => !isBody[group[0]]))
        {
            if (!IsRedo(matrix, isBody, group))
                parts.Join(body, group[0]);
        }

        List<int[]> groups = parts.Groups();
        int at = groups.FindIndex(group => group.Contains(body));
        (groups[0], groups[at]) = (groups[at], groups[0]);
        return ToCut(TreeOperator.Loop, matrix, groups);
    }

    /// <summary>A way back is entered from ends alone, and from all of them when from one; it leaves to starts alone, and to all of them.</summary>
    private static bool IsRedo(FollowsMatrix matrix, bool[] isBody, int[] group)
    {
        for (int a = 0; a < matrix.Size; a++)
        {
            if (!isBody[a])
                continue;
            foreach (int b in group)
            {
                if ((matrix.Counts[a, b] > 0 && matrix.Ends[a] == 0) || (matrix.Counts[b, a] > 0 && matrix.Starts[a] == 0))
                    return false;
            }
        }

        foreach (int b in group)
        {
            bool fromSome = false, fromAll = true, toSome = false, toAll = true;
            for (int a = 0; a < matrix.Size; a++)
            {
                if (matrix.Ends[a] > 0)
                    (fromSome, fromAll) = (fromSome || matrix.Counts[a, b] > 0, fromAll && matrix.Counts[a, b] > 0);
                if (matrix.Starts[a] > 0)
                    (toSome, toAll) = (toSome || matrix.Counts[b, a] > 0, toAll && matrix.Counts[b, a] > 0);
            }

            if ((fromSome && !fromAll) || (toSome && !toAll))
                return false;
        }

        return true;
    }

    private static bool[,] Reachability(FollowsMatrix matrix)
    {
        int n = matrix.Size;
        var reaches = new bool[n, n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
                reaches[a, b] = matrix.Counts[a, b] > 0;
        }

        for (int k = 0; k < n; k++)
        {
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; reaches[a, k] && b < n; b++)
                    reaches[a, b] |= reaches[k, b];
            }
        }

        return reaches;
    }

    private static ProcessCut? ToCut(TreeOperator kind, FollowsMatrix matrix, IReadOnlyList<int[]> groups) => groups.Count < 2
        ? null
        : new ProcessCut(kind, [.. groups.Select(group => group.Select(a => matrix.Activities[a]).ToArray())]);
}
