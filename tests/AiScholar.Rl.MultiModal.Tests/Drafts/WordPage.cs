namespace AiScholar.Rl.MultiModal.Tests.Drafts;

/// <summary>Builds a page from words with fonts of choice, for what a PDF with standard fonts cannot show. Letters are half as wide as high.</summary>
internal sealed class WordPage
{
    private readonly List<PageWord> _words = [];
    private readonly List<PagePath> _paths = [];
    private readonly List<PageImage> _images = [];
    private int _line;

    public double Width { get; init; } = 595;

    public double Height { get; init; } = 842;

    /// <summary>Words of one line, each a space apart; a word that starts with <c>$</c> is set in a font of formulas.</summary>
    public WordPage Line(double x, double y, string text, double size = 10, bool bold = false)
    {
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool math = part.Length > 1 && part[0] == '$';
            string word = math ? part[1..] : part;
            Word(x, y, word, size, math ? "CMMI10" : "CMR10", bold);
            x += (0.5 * size * word.Length) + (0.33 * size);
        }

        _line++;
        return this;
    }

    public WordPage Word(double x, double y, string text, double size = 10, string font = "CMR10", bool bold = false)
    {
        _words.Add(new PageWord
        {
            Text = text,
            BoundingBox = new BoundingBox(x, y - (0.7 * size), 0.5 * size * text.Length, 0.8 * size),
            Baseline = y,
            FontSize = size,
            FontName = font,
            IsBold = bold,
            LineIndex = _line,
        });
        return this;
    }

    public WordPage Prose(double y, int lines, double x = 72)
    {
        for (int i = 0; i < lines; i++)
            Line(x, y + (12 * i), "the results of this study agree with what earlier authors reported for similar samples of that kind");
        return this;
    }

    public WordPage Bar(double x1, double x2, double y)
    {
        _paths.Add(new PagePath { Segments = [PathSegment.Line(x1, y, x2, y)], BoundingBox = new BoundingBox(x1, y - 0.2, x2 - x1, 0.4), IsStroked = true, LineWidth = 0.4 });
        return this;
    }

    public WordPage Image(double x, double y, double width, double height)
    {
        _images.Add(new PageImage { BoundingBox = new BoundingBox(x, y, width, height), PixelWidth = 100, PixelHeight = 100 });
        return this;
    }

    public WordPage With(PageWord word)
    {
        _words.Add(word);
        return this;
    }

    public DocumentPage Build() => new() { Number = 1, Width = Width, Height = Height, Words = _words, Paths = _paths, Images = _images };
}
