namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the gutter of a page set in two columns of running text.</summary>
internal static class ColumnGutter
{
    private const double MinimumGap = 0.7;
    private const int MinimumLines = 8;

    /// <summary>The x of the gutter's middle, or null for a page of one column.</summary>
    public static double? Find(IReadOnlyList<TextLine> lines, double pageWidth)
    {
        if (lines.Count < MinimumLines)
            return null;
        double left = lines.Min(line => line.BoundingBox.Left), right = lines.Max(line => line.BoundingBox.Right), width = right - left;
        const double Step = 2;
        int count = (int)(width / Step) + 1;
        int[] open = new int[count], crossed = new int[count];
        foreach (TextLine line in lines)
        {
            List<TextRun> runs = line.Runs(MinimumGap);
            foreach (TextRun run in runs)
            {
                for (int i = Index(run.BoundingBox.Left); i <= Index(run.BoundingBox.Right); i++)
                    crossed[i]++;
            }

            for (int i = 1; i < runs.Count; i++)
            {
                bool wide = runs[i - 1].BoundingBox.Width > 0.28 * width && runs[i].BoundingBox.Width > 0.28 * width;
                if (wide)
                {
                    for (int x = Index(runs[i - 1].BoundingBox.Right) + 1; x < Index(runs[i].BoundingBox.Left); x++)
                        open[x]++;
                }
            }
        }

        int best = -1;
        for (int i = (int)(0.3 * count); i < 0.7 * count; i++)
        {
            if (open[i] >= MinimumLines && open[i] > crossed[i] && (best < 0 || open[i] - crossed[i] > open[best] - crossed[best]))
                best = i;
        }

        if (best < 0)
            return null;
        int end = best;
        while (end + 1 < count && open[end + 1] - crossed[end + 1] == open[best] - crossed[best])
            end++;
        return left + ((best + end + 1) / 2.0 * Step);

        int Index(double x) => Math.Clamp((int)((x - left) / Step), 0, count - 1);
    }
}
