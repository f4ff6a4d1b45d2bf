using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace AiScholar.Rl.MultiModal.Tests.Drafts;

/// <summary>Typesets small PDFs for tests; coordinates in points from the top left, text placed by its baseline.</summary>
internal sealed class PdfDraft : IDisposable
{
    private const double Width = 595;
    private const double Height = 842;
    private readonly PdfDocumentBuilder _builder = new();
    private readonly PdfDocumentBuilder.AddedFont _regular;
    private readonly PdfDocumentBuilder.AddedFont _bold;
    private PdfPageBuilder _page;

    public PdfDraft()
    {
        _regular = _builder.AddStandard14Font(Standard14Font.Helvetica);
        _bold = _builder.AddStandard14Font(Standard14Font.HelveticaBold);
        _page = _builder.AddPage(Width, Height);
    }

    public PdfDraft NextPage()
    {
        _page = _builder.AddPage(Width, Height);
        return this;
    }

    public double Measure(string text, double size = 10, bool bold = false)
    {
        IReadOnlyList<UglyToad.PdfPig.Content.Letter> letters = _page.MeasureText(text, size, new PdfPoint(0, 0), bold ? _bold : _regular);
        return letters.Count == 0 ? 0 : letters[^1].EndBaseLine.X;
    }

    public PdfDraft Text(double x, double y, string text, double size = 10, bool bold = false)
    {
        if (text.Length > 0)
            _page.AddText(text, size, new PdfPoint(x, Height - y), bold ? _bold : _regular);
        return this;
    }

    public PdfDraft TextRight(double right, double y, string text, double size = 10, bool bold = false) => Text(right - Measure(text, size, bold), y, text, size, bold);

    public PdfDraft TextCentered(double middle, double y, string text, double size = 10, bool bold = false) => Text(middle - (Measure(text, size, bold) / 2), y, text, size, bold);

    public PdfDraft Line(double x1, double y1, double x2, double y2, double width = 0.6)
    {
        _page.DrawLine(new PdfPoint(x1, Height - y1), new PdfPoint(x2, Height - y2), width);
        return this;
    }

    public PdfDraft Rectangle(double x, double y, double width, double height, bool fill = false)
    {
        _page.DrawRectangle(new PdfPoint(x, Height - y - height), width, height, 0.6, fill);
        return this;
    }

    public PdfDraft Circle(double x, double y, double diameter, bool fill = true)
    {
        _page.DrawCircle(new PdfPoint(x, Height - y), diameter, 0.6, fill);
        return this;
    }

    public PdfDraft Image(double x, double y, double width, double height)
    {
        _page.AddPng(Pictures.Png(12, 8), new PdfRectangle(x, Height - y - height, x + width, Height - y));
        return this;
    }

    /// <summary>Running text over the whole measure, at a leading of 12 points.</summary>
    public PdfDraft Prose(double y, int lines, double x = 72, double width = 450)
    {
        const string Words = "the results of this study agree with what earlier authors reported for similar samples and methods although the effect was smaller than expected in most of the groups that were examined here ";
        string[] words = Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int next = 0;
        for (int line = 0; line < lines; line++)
        {
            var taken = new List<string>();
            while (Measure(string.Join(' ', taken) + " " + words[next % words.Length]) < width)
                taken.Add(words[next++ % words.Length]);
            Text(x, y + (12 * line), string.Join(' ', taken));
        }

        return this;
    }

    public byte[] Build() => _builder.Build();

    public async Task<DocumentPage> PageAsync(int number = 1)
    {
        List<DocumentPage> pages = await Readers.ReadAsync(Build());
        return pages[number - 1];
    }

    public void Dispose() => _builder.Dispose();
}
