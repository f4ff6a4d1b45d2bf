using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

/// <summary>Draws a scatter plot: a frame, ticks, labels, round markers. Needs no font: digits are strokes.</summary>
internal static class ScatterDraft
{
    public const int Width = 640, Height = 480;

    private const int Left = 90, Right = 600, Top = 30, Bottom = 410;

    private static readonly string[] Digits =
    [
        "M5,0 C1,0 0,4 0,8 C0,12 1,16 5,16 C9,16 10,12 10,8 C10,4 9,0 5,0 Z",
        "M2,3 L6,0 L6,16",
        "M0,4 C0,1 2,0 5,0 C8,0 10,2 10,4 C10,7 7,9 0,16 L10,16",
        "M0,2 C2,0 4,0 5,0 C8,0 10,1 10,4 C10,7 7,7.5 4,7.5 C8,7.5 10,9 10,12 C10,15 8,16 5,16 C2,16 0,15 0,13",
        "M8,16 L8,0 L0,11 L10,11",
        "M9,0 L1,0 L0,7 C2,5.5 4,5.5 5,5.5 C8,5.5 10,7.5 10,10.5 C10,14 8,16 5,16 C2,16 1,15 0,13.5",
    ];

    /// <summary>Draws points in data units on axes from 0 to 50 across and 0 to 5 up, a tick for each tenth and each whole.</summary>
    public static RasterImage Draw(IReadOnlyList<(double X, double Y, SKColor Color)> points, Action<SKCanvas, int, float, float>? label = null)
    {
        using SKBitmap bitmap = DrawBitmap(points, label ?? Strokes);
        return new RasterImage { Width = Width, Height = Height, Pixels = bitmap.GetPixelSpan().ToArray() };
    }

    public static byte[] DrawPng(IReadOnlyList<(double X, double Y, SKColor Color)> points, Action<SKCanvas, int, float, float> label)
    {
        using SKBitmap bitmap = DrawBitmap(points, label);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static SKBitmap DrawBitmap(IReadOnlyList<(double X, double Y, SKColor Color)> points, Action<SKCanvas, int, float, float> label)
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var line = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
        canvas.DrawRect(Left + 0.5f, Top + 0.5f, Right - Left, Bottom - Top, line);
        for (int i = 0; i <= 5; i++)
        {
            float x = Left + ((Right - Left) * i / 5f), y = Bottom - ((Bottom - Top) * i / 5f);
            canvas.DrawLine(x + 0.5f, Bottom, x + 0.5f, Bottom + 6, line);
            canvas.DrawLine(Left - 6, y + 0.5f, Left, y + 0.5f, line);
            label(canvas, 10 * i, x, Bottom + 22);
            label(canvas, i, Left - 26, y);
        }

        using var fill = new SKPaint { IsAntialias = true };
        foreach ((double x, double y, SKColor color) in points)
        {
            fill.Color = color;
            canvas.DrawCircle(Left + ((Right - Left) * (float)x / 50), Bottom - ((Bottom - Top) * (float)y / 5), 7, fill);
        }

        return bitmap;
    }

    private static void Strokes(SKCanvas canvas, int value, float x, float y)
    {
        using var stroke = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 2, IsAntialias = true, StrokeCap = SKStrokeCap.Round };
        string text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (int i = 0; i < text.Length; i++)
        {
            using SKPath glyph = SKPath.ParseSvgPathData(Digits[text[i] - '0']);
            canvas.Save();
            canvas.Translate(x - (6.5f * text.Length) + (13 * i) + 1.5f, y - 8);
            canvas.DrawPath(glyph, stroke);
            canvas.Restore();
        }
    }
}
