using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

/// <summary>Draws boards of shapes and arrows with a known graph.</summary>
internal sealed class Board : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKPaint _line = new() { Style = SKPaintStyle.Stroke, StrokeWidth = 2, Color = SKColors.Navy, IsAntialias = true };
    private readonly SKPaint _fill = new() { Style = SKPaintStyle.Fill, Color = SKColors.Navy, IsAntialias = true };

    public Board(int width, int height, SKColor? background = null)
    {
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(background ?? SKColors.White);
    }

    public SKBitmap Bitmap => _bitmap;

    public Board Box(float x, float y, float width, float height, SKColor? fill = null) => Outlined(canvas => canvas.Rect(x, y, width, height), fill);

    public Board Ellipse(float x, float y, float width, float height) => Outlined(canvas => canvas.Oval(x, y, width, height), null);

    public Board Diamond(float x, float y, float width, float height) => Outlined(
        path =>
        {
            path.MoveTo(x + (width / 2), y);
            path.LineTo(x + width, y + (height / 2));
            path.LineTo(x + (width / 2), y + height);
            path.LineTo(x, y + (height / 2));
            path.Close();
        },
        SKColors.LightYellow);

    /// <summary>A sheet of paper with its top right corner folded in.</summary>
    public Board Sheet(float x, float y, float width, float height, float fold)
    {
        Outlined(
            path =>
            {
                path.MoveTo(x, y);
                path.LineTo(x + width - fold, y);
                path.LineTo(x + width, y + fold);
                path.LineTo(x + width, y + height);
                path.LineTo(x, y + height);
                path.Close();
            },
            null);
        return Line((x + width - fold, y), (x + width - fold, y + fold), (x + width, y + fold));
    }

    /// <summary>A row of rings in place of letters.</summary>
    public Board Letters(float x, float y, int count, SKColor color)
    {
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 2, Color = color, IsAntialias = true };
        for (int i = 0; i < count; i++)
            _canvas.DrawOval(x + (11 * i) + 4, y + 6, 4, 6, pen);
        return this;
    }

    public Board Line(params (float X, float Y)[] points) => Line(null, points);

    public Board Dashed(params (float X, float Y)[] points)
    {
        using SKPathEffect dashes = SKPathEffect.CreateDash([10, 8], 0);
        return Line(dashes, points);
    }

    /// <summary>A filled arrowhead whose tip is at the point, pointing along (dx, dy).</summary>
    public Board Head(float x, float y, float dx, float dy)
    {
        using var path = new SKPath();
        path.MoveTo(x, y);
        path.LineTo(x - (14 * dx) - (7 * dy), y - (14 * dy) + (7 * dx));
        path.LineTo(x - (14 * dx) + (7 * dy), y - (14 * dy) - (7 * dx));
        path.Close();
        _canvas.DrawPath(path, _fill);
        return this;
    }

    public RasterImage ToRaster()
    {
        _canvas.Flush();
        return new RasterImage { Width = _bitmap.Width, Height = _bitmap.Height, Pixels = _bitmap.GetPixelSpan().ToArray() };
    }

    public byte[] ToPng()
    {
        _canvas.Flush();
        using SKData data = _bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
        _line.Dispose();
        _fill.Dispose();
    }

    private Board Line(SKPathEffect? effect, (float X, float Y)[] points)
    {
        using var path = new SKPath();
        path.MoveTo(points[0].X, points[0].Y);
        foreach ((float x, float y) in points.Skip(1))
            path.LineTo(x, y);
        _line.PathEffect = effect;
        _canvas.DrawPath(path, _line);
        _line.PathEffect = null;
        return this;
    }

    private Board Outlined(Action<Outline> draw, SKColor? fill)
    {
        using var path = new SKPath();
        draw(new Outline(path));
        if (fill is { } color)
        {
            using var paint = new SKPaint { Style = SKPaintStyle.Fill, Color = color, IsAntialias = true };
            _canvas.DrawPath(path, paint);
        }

        _canvas.DrawPath(path, _line);
        return this;
    }

    private sealed class Outline(SKPath path)
    {
        public void Rect(float x, float y, float width, float height) => path.AddRect(SKRect.Create(x, y, width, height));

        public void Oval(float x, float y, float width, float height) => path.AddOval(SKRect.Create(x, y, width, height));

        public void MoveTo(float x, float y) => path.MoveTo(x, y);

        public void LineTo(float x, float y) => path.LineTo(x, y);

        public void Close() => path.Close();
    }
}
