using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>A page's running text as lines, without captions and without what stands in figures and tables, and the paragraph around a place.</summary>
internal sealed class PagePassages
{
    private const int LongestParagraph = 40;
    private const double LineGap = 1.9;
    private const double Indent = 0.6;

    private readonly List<Line> _lines = [];

    /// <param name="page">The page.</param>
    /// <param name="without">What is left out: the boxes of captions, figures and tables.</param>
    public PagePassages(DocumentPage page, IReadOnlyList<BoundingBox> without)
    {
        foreach (PageWord word in page.Words)
        {
            double x = word.BoundingBox.CenterX, y = word.BoundingBox.CenterY;
            if (without.Any(box => box.Contains(x, y)))
                continue;
            if (_lines.Count == 0 || _lines[^1].Index != word.LineIndex || word.LineIndex < 0)
                _lines.Add(new Line(word));
            else
                _lines[^1].Add(word);
        }
    }

    /// <summary>The first and last line of the paragraph at a place; null when no line is there.</summary>
    public (int First, int Last)? ParagraphAt(BoundingBox place)
    {
        int at = _lines.FindIndex(line => line.Box.Inflate(1).Contains(place.CenterX, place.CenterY));
        if (at < 0)
            return null;
        int first = at, last = at;
        while (first > 0 && last - first < LongestParagraph && GoesOn(_lines[first - 1], _lines[first]))
            first--;
        while (last + 1 < _lines.Count && last - first < LongestParagraph && GoesOn(_lines[last], _lines[last + 1]))
            last++;
        return (first, last);
    }

    /// <summary>The text of some lines, words parted at a line's end joined.</summary>
    public string TextOf(int first, int last)
    {
        var text = new StringBuilder();
        for (int i = first; i <= last; i++)
        {
            string line = _lines[i].Text.ToString();
            if (text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && char.IsLower(line[0]))
                text.Length--;
            else if (text.Length > 0)
                text.Append(' ');
            text.Append(line);
        }

        return text.ToString();
    }

    /// <summary>Whether a line belongs to the paragraph of the one before: close below, over the same width, not indented.</summary>
    private static bool GoesOn(Line before, Line line)
    {
        double size = Math.Max(before.FontSize, line.FontSize), gap = line.Box.Bottom - before.Box.Bottom;
        double common = Math.Min(before.Box.Right, line.Box.Right) - Math.Max(before.Box.Left, line.Box.Left);
        return gap > 0 && gap < LineGap * size && common > 0.5 * Math.Min(before.Box.Width, line.Box.Width) && line.Box.Left - before.Box.Left < Indent * size;
    }

    private sealed class Line
    {
        public Line(PageWord word)
        {
            (Index, Box, FontSize) = (word.LineIndex, word.BoundingBox, Size(word));
            Text.Append(word.Text);
        }

        public int Index { get; }

        public BoundingBox Box { get; private set; }

        public double FontSize { get; private set; }

        public StringBuilder Text { get; } = new();

        public void Add(PageWord word)
        {
            (Box, FontSize) = (Box.Union(word.BoundingBox), Math.Max(FontSize, Size(word)));
            Text.Append(' ').Append(word.Text);
        }

        private static double Size(PageWord word) => word.FontSize > 0 ? word.FontSize : word.BoundingBox.Height;
    }
}
