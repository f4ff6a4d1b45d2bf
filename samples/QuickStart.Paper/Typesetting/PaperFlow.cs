using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

/// <summary>Two columns on US Letter: text flows down them, a float that does not fit goes to the top of the next.</summary>
internal sealed class PaperFlow(SKDocument document) : IDisposable
{
    public const float PageWidth = 612, PageHeight = 792, Margin = 54, Gutter = 20;
    public const float ColumnWidth = (PageWidth - (2 * Margin) - Gutter) / 2;
    private const float Top = 58, Bottom = 732, Size = 9.6f, Leading = 11.6f;

    private readonly Queue<(float Height, Action<SKCanvas, float, float> Draw)> _floats = [];
    private SKCanvas? _canvas;
    private int _page, _column = 1;
    private float _y, _columnTop = Top;

    private float Left => Margin + (_column * (ColumnWidth + Gutter));

    /// <summary>Draws over the full width at the top of the first page.</summary>
    public void Banner(Func<SKCanvas, float, float> draw)
    {
        NextColumn();
        _columnTop = _y = draw(_canvas!, Top);
    }

    public void Heading(string text)
    {
        Reserve(38);
        if (_y > _columnTop)
            _y += 8;
        Ink.Text(_canvas!, text, Left, _y + 10, 11, face: Face.Bold);
        _y += 17;
    }

    public void Text(string text, bool indent = true, float size = Size, float leading = Leading, float after = 2)
    {
        var paragraph = new Paragraph(text, size, ColumnWidth, indent: indent ? 10 : 0);
        for (int line = 0; line < paragraph.LineCount; line++)
        {
            bool keepsTwo = line == 0 && paragraph.LineCount > 1;
            Reserve(keepsTwo ? 2 * leading : leading);
            paragraph.DrawLine(_canvas!, line, Left, _y + size);
            _y += leading;
        }

        _y += after;
    }

    /// <summary>A numbered item with a hanging indent.</summary>
    public void Item(string label, string text, float size, float leading)
    {
        const float Hang = 15;
        var paragraph = new Paragraph(text, size, ColumnWidth - Hang);
        Reserve(paragraph.LineCount * leading);
        Ink.Text(_canvas!, label, Left + Hang - 3, _y + size, size, anchor: 1);
        for (int line = 0; line < paragraph.LineCount; line++, _y += leading)
            paragraph.DrawLine(_canvas!, line, Left + Hang, _y + size);
        _y += 1.5f;
    }

    /// <summary>Something that stands exactly here, such as an equation.</summary>
    public void Block(float height, Action<SKCanvas, float, float> draw)
    {
        Reserve(height);
        draw(_canvas!, Left, _y);
        _y += height;
    }

    /// <summary>A figure or table with its caption, here if it fits or at the top of the next column.</summary>
    public void Float(float height, Action<SKCanvas, float, float> draw, string caption, bool captionAbove)
    {
        var text = new Paragraph(caption, 8.4f, ColumnWidth);
        float captionHeight = text.LineCount * 10, total = height + captionHeight + 22;
        _floats.Enqueue((total, (canvas, left, top) =>
        {
            float captionTop = captionAbove ? top + 4 : top + height + 10;
            draw(canvas, left, captionAbove ? top + captionHeight + 9 : top + 4);
            for (int line = 0; line < text.LineCount; line++)
                text.DrawLine(canvas, line, left, captionTop + (line * 10) + 7.5f);
        }
        ));
        if (_y + total <= Bottom)
            PlaceFloats();
    }

    public void Dispose()
    {
        while (_floats.Count > 0)
            NextColumn();
        EndPage();
    }

    private void Reserve(float height)
    {
        while (_y + height > Bottom)
            NextColumn();
    }

    private void NextColumn()
    {
        if (++_column == 2)
        {
            EndPage();
            _column = 0;
            _columnTop = Top;
            _page++;
            _canvas = document.BeginPage(PageWidth, PageHeight);
        }

        _y = _columnTop;
        PlaceFloats();
    }

    private void PlaceFloats()
    {
        while (_floats.TryPeek(out var next) && _y + next.Height <= Bottom)
        {
            _floats.Dequeue();
            next.Draw(_canvas!, Left, _y);
            _y += next.Height;
        }
    }

    private void EndPage()
    {
        if (_canvas is null)
            return;
        Ink.Text(_canvas, $"{_page}", PageWidth / 2, 760, 9, anchor: 0.5f);
        document.EndPage();
        _canvas = null;
    }
}
