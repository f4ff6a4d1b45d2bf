namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the gutter of a page set in two columns of running text: an x near the middle that long lines end before or start after, and few cross.</summary>
internal static class ColumnGutter
{
    private const double PieceGap = 0.7;
    private const double LongLine = 0.3;
    private const int MinimumLines = 6;
    private const double Step = 1;

    /// <summary>The x of the gutter's middle, or null for a page of one column.</summary>
    public static double? Find(IReadOnlyList<TextLine> lines, double pageWidth)
    {
        if (lines.Count < MinimumLines)
            return null;
        double left = lines.Min(line => line.BoundingBox.Left), right = lines.Max(line => line.BoundingBox.Right), width = right - left;
        if (width < 0.5 * pageWidth)
            return null;
        int count = (int)(width / Step) + 1;
        int[] before = new int[count + 2], after = new int[count + 2], crossed = new int[count + 2];
        foreach (TextRun run in lines.SelectMany(line => line.Runs(PieceGap)))
        {
            int start = Index(run.BoundingBox.Left), end = Index(run.BoundingBox.Right);
            for (int i = start; i <= end; i++)
                crossed[i]++;
            if (run.BoundingBox.Width < LongLine * width || run.Words.Count < 3)
                continue;
            before[Math.Min(count, end + 1)]++;
            after[start]++;
        }

        for (int i = 1; i <= count; i++)
            before[i] += before[i - 1];
        for (int i = count - 1; i >= 0; i--)
            after[i] += after[i + 1];

        int best = -1, bestScore = 0;
        for (int i = (int)(0.35 * count); i < 0.65 * count; i++)
        {
            int sides = before[i] + after[i + 1], score = sides - (3 * crossed[i] / 2);
            bool both = before[i] >= 3 && after[i + 1] >= 3 && sides >= MinimumLines;
            if (both && score > bestScore)
                (best, bestScore) = (i, score);
        }

        if (best < 0)
            return null;
        int last = best;
        while (last + 1 < count && before[last + 1] + after[last + 2] - (3 * crossed[last + 1] / 2) == bestScore)
            last++;
        return left + ((best + last + 1) / 2.0 * Step);

        int Index(double x) => Math.Clamp((int)((x - left) / Step), 0, count);
    }
}
