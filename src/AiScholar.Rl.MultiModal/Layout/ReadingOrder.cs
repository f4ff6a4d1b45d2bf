namespace AiScholar.Rl.MultiModal;

/// <summary>Puts lines in reading order: down the page, left column before right one between lines that cross the gutter.</summary>
internal static class ReadingOrder
{
    public static List<TextLine> Sort(IReadOnlyList<TextLine> lines, double pageWidth)
    {
        if (ColumnGutter.Find(lines, pageWidth) is not { } gutter)
            return [.. lines];
        var ordered = new List<TextLine>(lines.Count);
        var left = new List<TextLine>();
        var right = new List<TextLine>();
        foreach (TextLine line in lines)
        {
            if (line.Words.Any(word => word.BoundingBox.Left < gutter && word.BoundingBox.Right > gutter) || (Tight(line, gutter) && line.BoundingBox.Left < gutter && line.BoundingBox.Right > gutter))
            {
                Flush();
                ordered.Add(line);
                continue;
            }

            Add(left, line, [.. line.Words.Where(word => word.BoundingBox.CenterX < gutter)]);
            Add(right, line, [.. line.Words.Where(word => word.BoundingBox.CenterX >= gutter)]);
        }

        Flush();
        return ordered;

        void Flush()
        {
            ordered.AddRange(left);
            ordered.AddRange(right);
            left.Clear();
            right.Clear();
        }

        static void Add(List<TextLine> column, TextLine line, List<PageWord> words)
        {
            if (words.Count == 0)
                return;
            double size = words.Max(word => word.FontSize);
            column.Add(new TextLine(words, words.Where(word => word.FontSize >= size - 0.5).Select(word => word.Baseline).Order().ElementAt(0), size));
        }
    }

    /// <summary>Whether the gap at the gutter is no wider than a word space.</summary>
    private static bool Tight(TextLine line, double gutter)
    {
        PageWord? before = line.Words.LastOrDefault(word => word.BoundingBox.Right <= gutter);
        PageWord? after = line.Words.FirstOrDefault(word => word.BoundingBox.Left >= gutter);
        return before is not null && after is not null && after.BoundingBox.Left - before.BoundingBox.Right < 0.5 * line.FontSize;
    }
}
