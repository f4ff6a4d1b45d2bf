using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

/// <summary>Draws words, lines and shapes.</summary>
internal static class Ink
{
    public static readonly SKColor Black = new(0, 0, 0);

    public static SKPaint Fill(SKColor color) => new() { Color = color, IsAntialias = true, Style = SKPaintStyle.Fill };

    public static SKPaint Stroke(SKColor color, float width, params float[] dashes) => new()
    {
        Color = color,
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        PathEffect = dashes.Length > 0 ? SKPathEffect.CreateDash(dashes, 0) : null,
    };

    public static void Draw(SKCanvas canvas, Word word, float x, float baseline)
    {
        using SKPaint paint = Fill(Black);
        foreach (Run run in word.Runs)
        {
            canvas.DrawText(run.Text, x, baseline - run.Rise, SKTextAlign.Left, Fonts.Get(run.Face, run.Size), paint);
            x += run.Width;
        }
    }

    /// <summary>One line of markup; <paramref name="anchor"/> is 0 for left, 0.5 for centre, 1 for right.</summary>
    public static void Text(SKCanvas canvas, string markup, float x, float baseline, float size, float anchor = 0, Face face = Face.Regular)
    {
        List<Word> words = Markup.Parse(markup, size, face);
        float space = Fonts.Get(face, size).MeasureText(" ");
        x -= anchor * (words.Sum(word => word.Width) + (space * (words.Count - 1)));
        foreach (Word word in words)
        {
            Draw(canvas, word, x, baseline);
            x += word.Width + space;
        }
    }

    public static void Line(SKCanvas canvas, float x1, float y1, float x2, float y2, float width, SKColor? color = null, params float[] dashes)
    {
        using SKPaint paint = Stroke(color ?? Black, width, dashes);
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public static void Polyline(SKCanvas canvas, IReadOnlyList<SKPoint> points, SKColor color, float width, params float[] dashes)
    {
        using SKPaint paint = Stroke(color, width, dashes);
        using var path = new SKPath();
        path.AddPoly([.. points], close: false);
        canvas.DrawPath(path, paint);
    }

    public static void Polygon(SKCanvas canvas, SKColor fill, SKColor? outline, params SKPoint[] points)
    {
        using var path = new SKPath();
        path.AddPoly(points, close: true);
        using SKPaint paint = Fill(fill);
        canvas.DrawPath(path, paint);
        if (outline is { } color)
        {
            using SKPaint pen = Stroke(color, 0.7f);
            canvas.DrawPath(path, pen);
        }
    }

    /// <summary>Lines through the points with an arrowhead at the last.</summary>
    public static void Arrow(SKCanvas canvas, params SKPoint[] points)
    {
        const float Head = 4.5f;
        SKPoint tip = points[^1], from = points[^2];
        SKPoint direction = SKPoint.Normalize(tip - from);
        var foot = new SKPoint(tip.X - (direction.X * Head), tip.Y - (direction.Y * Head));
        points[^1] = foot;
        Polyline(canvas, points, Black, 0.7f);
        var across = new SKPoint(-direction.Y * Head * 0.45f, direction.X * Head * 0.45f);
        Polygon(canvas, Black, null, tip, foot + across, foot - across);
    }
}
