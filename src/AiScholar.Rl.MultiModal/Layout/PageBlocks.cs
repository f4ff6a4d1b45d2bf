namespace AiScholar.Rl.MultiModal;

/// <summary>The lines of a page by what they are: captions, running text, the rest.</summary>
internal sealed class PageBlocks
{
    public PageBlocks(PageLayout layout, IReadOnlyList<CaptionText> captions)
    {
        Layout = layout;
        Captions = captions;
        var others = new List<TextLine>();
        foreach (TextLine line in layout.Lines)
        {
            PageWord[] words = [.. line.Words.Where(word => !captions.Any(caption => caption.BoundingBox.Inflate(1).Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))];
            if (words.Length > 0)
                others.Add(words.Length == line.Words.Count ? line : new TextLine(words, line.Baseline, words.Max(word => word.FontSize)));
        }

        Lines = others;
        Columns = InColumns(layout, others);
        RunningText = [.. Columns.SelectMany(column => Running(column, layout.BodyFontSize)).Select(line => line.BoundingBox)];
    }

    public PageLayout Layout { get; }

    public IReadOnlyList<CaptionText> Captions { get; }

    /// <summary>The lines across the page without the words of captions.</summary>
    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>The same lines cut at the gutter: those of each column of running text, and those that cross it.</summary>
    public IReadOnlyList<IReadOnlyList<TextLine>> Columns { get; }

    /// <summary>The boxes of lines of running text.</summary>
    public IReadOnlyList<BoundingBox> RunningText { get; }

    private static List<IReadOnlyList<TextLine>> InColumns(PageLayout layout, List<TextLine> lines)
    {
        if (layout.Gutter is not { } gutter)
            return lines.Count == 0 ? [] : [lines];
        return [.. ReadingOrder.Sort(lines, layout.Page.Width)
            .GroupBy(line => line.BoundingBox.Right < gutter ? 0 : line.BoundingBox.Left > gutter ? 1 : 2)
            .Select(group => (IReadOnlyList<TextLine>)[.. group.OrderBy(line => line.Baseline)])];
    }

    /// <summary>Full lines of about the body's size, and the lines that end their paragraphs.</summary>
    private static IEnumerable<TextLine> Running(IReadOnlyList<TextLine> column, double body)
    {
        double width = column.Max(line => line.BoundingBox.Right) - column.Min(line => line.BoundingBox.Left);
        TextLine? previous = null;
        foreach (TextLine line in column)
        {
            bool full = Prose.IsLine(line, width) && Math.Abs(line.FontSize - body) < 1.6;
            bool ends = previous is not null && line.Baseline - previous.Baseline < 1.7 * line.FontSize && Math.Abs(line.FontSize - previous.FontSize) < 0.6
                && line.BoundingBox.Left - previous.BoundingBox.Left is > -30 and < 12 && line.Runs(1.2).Count == 1;
            previous = full ? line : null;
            if (full || ends)
                yield return line;
        }
    }
}
