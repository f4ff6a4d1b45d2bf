using AiScholar.Rl.Evaluation.Charts.Generated;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Diagrams;

/// <summary>A page with a diagram of vector paths, as drawing programs write it.</summary>
internal sealed class FlowSheet : IDisposable
{
    private const float PageWidth = 612;
    private const float PageHeight = 792;
    private readonly MemoryStream _stream = new();
    private readonly SKDocument _document;
    private readonly SKCanvas _canvas;
    private readonly SKPaint _pen = new() { Style = SKPaintStyle.Stroke, StrokeWidth = 0.8f, Color = SKColors.Black };
    private readonly SKPaint _dashed = new() { Style = SKPaintStyle.Stroke, StrokeWidth = 0.8f, Color = SKColors.Black, PathEffect = SKPathEffect.CreateDash([3, 3], 0) };
    private readonly SKPaint _ink = new() { Style = SKPaintStyle.Fill, Color = SKColors.Black };
    private readonly SKPaint _fill = new() { Style = SKPaintStyle.Fill, Color = new SKColor(0xE8, 0xF0, 0xFA) };
    private readonly SKFont _font = new(ChartFonts.Get("STIXTwoText-Regular.ttf"), 9);

    public FlowSheet()
    {
        _document = SKDocument.CreatePdf(_stream);
        _canvas = _document.BeginPage(PageWidth, PageHeight);
        for (int i = 0; i < 3; i++)
            Text(306, 60 + (13 * i), "The groups were compared at the same hour of each day, and the mean of three readings was kept for every");
    }

    public FlowSheet Text(float middle, float baseline, string text)
    {
        _canvas.DrawText(text, middle, baseline, SKTextAlign.Center, _font, _ink);
        return this;
    }

    public FlowSheet Caption(float baseline, string text = "Figure 1: What is done with a reading, step by step.") => Text(306, baseline, text);

    public FlowSheet Rectangle(float x, float y, float width, float height, string? text = null, float radius = 0) =>
        Shape(path => path.AddRoundRect(new SKRect(x, y, x + width, y + height), radius, radius), x + (width / 2), y + (height / 2), text);

    public FlowSheet Ellipse(float x, float y, float width, float height, string? text = null) =>
        Shape(path => path.AddOval(new SKRect(x, y, x + width, y + height)), x + (width / 2), y + (height / 2), text);

    public FlowSheet Polygon(string? text, params (float X, float Y)[] corners) =>
        Shape(path => path.AddPoly([.. corners.Select(corner => new SKPoint(corner.X, corner.Y))]), corners.Average(corner => corner.X), corners.Average(corner => corner.Y), text);

    public FlowSheet Diamond(float x, float y, float width, float height, string text) =>
        Polygon(text, (x + (width / 2), y), (x + width, y + (height / 2)), (x + (width / 2), y + height), (x, y + (height / 2)));

    public FlowSheet Cylinder(float x, float y, float width, float height, string text)
    {
        Shape(
            path =>
            {
                path.MoveTo(x, y + 6);
                path.ArcTo(new SKRect(x, y, x + width, y + 12), 180, 180, false);
                path.LineTo(x + width, y + height - 6);
                path.ArcTo(new SKRect(x, y + height - 12, x + width, y + height), 0, 180, false);
                path.Close();
            },
            x + (width / 2), y + (height / 2) + 3, text);
        using var lip = new SKPath();
        lip.AddArc(new SKRect(x, y, x + width, y + 12), 0, 180);
        _canvas.DrawPath(lip, _pen);
        return this;
    }

    public FlowSheet Container(float x, float y, float width, float height, string title)
    {
        _canvas.DrawRect(x, y, width, height, _pen);
        return Text(x + (width / 2), y + 12, title);
    }

    public FlowSheet Line(params (float X, float Y)[] points) => Stroke(_pen, points);

    public FlowSheet Dashes(params (float X, float Y)[] points) => Stroke(_dashed, points);

    public FlowSheet Curve((float X, float Y) from, (float X, float Y) first, (float X, float Y) second, (float X, float Y) to)
    {
        using var path = new SKPath();
        path.MoveTo(from.X, from.Y);
        path.CubicTo(first.X, first.Y, second.X, second.Y, to.X, to.Y);
        _canvas.DrawPath(path, _pen);
        return this;
    }

    /// <summary>A filled head whose tip is at a point and that points along a direction of length 1.</summary>
    public FlowSheet Head(float x, float y, float dx, float dy)
    {
        using var path = new SKPath();
        path.AddPoly([new(x, y), new(x - (6 * dx) - (2.5f * dy), y - (6 * dy) + (2.5f * dx)), new(x - (6 * dx) + (2.5f * dy), y - (6 * dy) - (2.5f * dx))]);
        _canvas.DrawPath(path, _ink);
        return this;
    }

    /// <summary>A head of two strokes.</summary>
    public FlowSheet OpenHead(float x, float y, float dx, float dy) =>
        Line((x - (5 * dx) - (3 * dy), y - (5 * dy) + (3 * dx)), (x, y), (x - (5 * dx) + (3 * dy), y - (5 * dy) - (3 * dx)));

    public byte[] ToPdf()
    {
        _document.EndPage();
        _document.Close();
        return _stream.ToArray();
    }

    public void Dispose()
    {
        _font.Dispose();
        _fill.Dispose();
        _ink.Dispose();
        _dashed.Dispose();
        _pen.Dispose();
        _document.Dispose();
        _stream.Dispose();
    }

    private FlowSheet Shape(Action<SKPath> outline, float middle, float centre, string? text)
    {
        using var path = new SKPath();
        outline(path);
        _canvas.DrawPath(path, _fill);
        _canvas.DrawPath(path, _pen);
        return text is null ? this : Text(middle, centre + 3, text);
    }

    private FlowSheet Stroke(SKPaint paint, (float X, float Y)[] points)
    {
        using var path = new SKPath();
        path.AddPoly([.. points.Select(point => new SKPoint(point.X, point.Y))], close: false);
        _canvas.DrawPath(path, paint);
        return this;
    }
}
