namespace AiScholar.Rl.MultiModal;

/// <summary>Runs of lines whose gaps stand one below the other: tables without rulings, or with few.</summary>
internal static class AlignedTextCandidates
{
    private const double PieceGap = 0.75;
    private const double SameGap = 0.4;
    private const int Bridge = 3;

    /// <param name="lines">Lines of one column of the page, from top to bottom.</param>
    /// <param name="width">The column's width.</param>
    public static List<BoundingBox> Find(IReadOnlyList<TextLine> lines, double width)
    {
        var boxes = new List<BoundingBox>();
        var group = new List<Entry>();
        foreach (TextLine line in lines)
        {
            var entry = new Entry(line, line.Runs(PieceGap), Prose.IsLine(line, width));
            if (group.Count > 0 && !GoesOn(group, entry))
                Flush();
            if (group.Count > 0 || entry.IsRow)
                group.Add(entry);
        }

        Flush();
        return boxes;

        void Flush()
        {
            while (group.Count > 0 && !group[^1].IsRow)
                group.RemoveAt(group.Count - 1);
            if (group.Count(entry => entry.IsRow) >= 2)
                boxes.Add(BoundingBox.Union(group.Select(entry => entry.Line.BoundingBox)));
            group.Clear();
        }
    }

    private static bool GoesOn(List<Entry> group, Entry next)
    {
        Entry last = group[^1];
        double em = Math.Max(last.Line.FontSize, next.Line.FontSize), distance = next.Line.Baseline - last.Line.Baseline;
        double[] pitches = [.. group.Zip(group.Skip(1), (a, b) => b.Line.Baseline - a.Line.Baseline).Order()];
        double usual = pitches.Length == 0 ? 2 * em : Math.Max(1.3 * em, pitches[pitches.Length / 2]);
        if (distance > Math.Max(2.6 * em, 1.9 * usual) || distance > 45)
            return false;
        if (next.IsProse)
            return false;
        if (!next.IsRow)
            return Enumerable.Reverse(group).TakeWhile(entry => !entry.IsRow).Count() < Bridge && next.Line.BoundingBox.Left < group.Max(entry => entry.Line.BoundingBox.Right);
        return Enumerable.Reverse(group).Where(entry => entry.IsRow).Take(4).Any(entry => Aligned(entry, next, em));
    }

    private static bool Aligned(Entry a, Entry b, double em) =>
        a.Gaps.Any(gap => b.Gaps.Any(other => gap.Overlap(other) >= SameGap * em));

    private sealed class Entry
    {
        public Entry(TextLine line, List<TextRun> runs, bool isProse)
        {
            Line = line;
            IsProse = isProse;
            IsRow = runs.Count > 1 && !isProse;
            Gaps = [.. runs.Zip(runs.Skip(1), (left, right) => new Span(left.BoundingBox.Right, right.BoundingBox.Left))];
        }

        public TextLine Line { get; }

        public bool IsProse { get; }

        public bool IsRow { get; }

        public List<Span> Gaps { get; }
    }
}
