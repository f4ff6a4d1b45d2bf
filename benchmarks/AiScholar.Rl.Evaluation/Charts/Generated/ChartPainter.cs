using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Draws a chart on a canvas: title, axes, gridlines, marks and legend.</summary>
internal sealed class ChartPainter : IDisposable
{
    private readonly SKCanvas _canvas;
    private readonly GeneratedChart _chart;
    private readonly ChartStyle _style;
    private readonly SKFont _font;
    private readonly SKFont _small;
    private readonly SKFont _large;
    private readonly SKPaint _ink;

    private ChartPainter(SKCanvas canvas, GeneratedChart chart, ChartStyle style)
    {
        (_canvas, _chart, _style) = (canvas, chart, style);
        SKTypeface face = ChartFonts.Get(style.Font);
        (_font, _small, _large) = (new SKFont(face, chart.FontSize), new SKFont(face, 0.7f * chart.FontSize), new SKFont(face, 1.15f * chart.FontSize));
        _ink = new SKPaint { Color = style.Text, IsAntialias = true };
    }

    public static void Draw(SKCanvas canvas, GeneratedChart chart)
    {
        using var painter = new ChartPainter(canvas, chart, ChartStyle.All.First(style => style.Name == chart.Style));
        painter.Draw();
    }

    public void Dispose()
    {
        _font.Dispose();
        _small.Dispose();
        _large.Dispose();
        _ink.Dispose();
    }

    private void Draw()
    {
        using var white = new SKPaint { Color = SKColors.White };
        _canvas.DrawRect(0, 0, _chart.Width, _chart.Height, white);
        if (_chart.Kind == ChartKinds.Pie)
        {
            DrawPie();
            return;
        }

        SKRect plot = Plot();
        if (_chart.Kind != ChartKinds.HeatMap)
        {
            using var panel = new SKPaint { Color = _style.Panel };
            _canvas.DrawRect(plot, panel);
            DrawGrid(plot);
        }

        _canvas.Save();
        _canvas.ClipRect(SKRect.Inflate(plot, 6, 6));
        new MarkPainter(_canvas, _chart, _style, plot).Draw();
        _canvas.Restore();
        DrawFrame(plot);
        DrawAxes(plot);
        DrawTitle(plot.MidX);
        if (_chart.ColorScale is { } scale)
            DrawColorBar(plot, scale);
        DrawLegend(plot);
    }

    private float Line => _chart.FontSize * 1.3f;

    private string[] Names => _chart.Kind == ChartKinds.Pie ? [.. _chart.Slices] : [.. _chart.Series.Select(series => series.Name ?? "")];

    private SKRect Plot()
    {
        float labels = _chart.Y!.Ticks.Max(tick => Width(tick));
        float left = 8 + labels + 8 + Math.Max(0, _style.TickLength) + (_chart.Y.Title is null ? 0 : Line);
        float bottom = _chart.Height - 8 - Line - 7 - Math.Max(0, _style.TickLength) - (_chart.X!.Title is null ? 0 : Line);
        float top = 12 + (_chart.Title is null ? 0 : 1.4f * Line) + (_chart.Legend == "top" ? 1.4f * Line : 0);
        float right = _chart.Width - Math.Max(18, (_chart.X!.Ticks.Max(tick => Width(tick)) / 2) + 6);
        if (_chart.Legend == "right")
            right -= Names.Max(name => _font.MeasureText(name)) + (2.6f * _chart.FontSize) + 8;
        if (_chart.ColorScale is { } scale)
            right -= 44 + scale.Ticks.Max(tick => Width(tick));
        return new SKRect(MathF.Round(left) + 0.5f, MathF.Round(top) + 0.5f, MathF.Round(right) + 0.5f, MathF.Round(bottom) + 0.5f);
    }

    private float Width(GeneratedTick tick) => _font.MeasureText(tick.Text) + (tick.Raised.Length > 0 ? _small.MeasureText(tick.Raised) : 0);

    private void DrawGrid(SKRect plot)
    {
        if (_style.Grid.Alpha == 0)
            return;
        using var paint = new SKPaint { Color = _style.Grid, StrokeWidth = 1.2f, IsAntialias = true };
        foreach (GeneratedTick tick in _chart.Y!.Ticks.Where(_ => _chart.Y.Scale != "category"))
            _canvas.DrawLine(plot.Left, Up(plot, tick.Value), plot.Right, Up(plot, tick.Value), paint);
        foreach (GeneratedTick tick in _chart.X!.Ticks.Where(_ => _style.HasUprightGrid && _chart.X.Scale != "category"))
            _canvas.DrawLine(Across(plot, tick.Value), plot.Top, Across(plot, tick.Value), plot.Bottom, paint);
    }

    private float Across(SKRect plot, double value) => (float)(plot.Left + (_chart.X!.ShareOf(value) * plot.Width));

    /// <summary>Places up; the categories of a heat map run down.</summary>
    private float Up(SKRect plot, double value) => _chart.Kind == ChartKinds.HeatMap
        ? (float)(plot.Top + (_chart.Y!.ShareOf(value) * plot.Height))
        : (float)(plot.Bottom - (_chart.Y!.ShareOf(value) * plot.Height));

    private void DrawFrame(SKRect plot)
    {
        using var paint = new SKPaint { Color = _style.Axis, StrokeWidth = 1, IsAntialias = true, Style = SKPaintStyle.Stroke };
        if (_style.Frame == "box")
            _canvas.DrawRect(plot, paint);
        if (_style.Frame is not ("corner" or "foot"))
            return;
        if (_style.Frame == "corner")
            _canvas.DrawLine(plot.Left, plot.Top, plot.Left, plot.Bottom, paint);
        _canvas.DrawLine(plot.Left, plot.Bottom, plot.Right, plot.Bottom, paint);
    }

    private void DrawAxes(SKRect plot)
    {
        using var paint = new SKPaint { Color = _style.Axis, StrokeWidth = 1, IsAntialias = true };
        float reach = Math.Max(0, _style.TickLength) + 4;
        foreach (GeneratedTick tick in _chart.X!.Ticks)
        {
            float x = Across(plot, tick.Value);
            _canvas.DrawLine(x, plot.Bottom, x, plot.Bottom + _style.TickLength, paint);
            DrawTick(tick, x - (Width(tick) / 2), plot.Bottom + reach + 3 + (0.8f * _chart.FontSize));
        }

        foreach (GeneratedTick tick in _chart.Y!.Ticks)
        {
            float y = Up(plot, tick.Value);
            _canvas.DrawLine(plot.Left, y, plot.Left - _style.TickLength, y, paint);
            DrawTick(tick, plot.Left - reach - Width(tick), y + (0.36f * _chart.FontSize));
        }

        if (_chart.X.Title is { } across)
            _canvas.DrawText(across, plot.MidX, _chart.Height - 8, SKTextAlign.Center, _font, _ink);
        if (_chart.Y.Title is { } up)
        {
            _canvas.Save();
            _canvas.RotateDegrees(-90, 8 + _chart.FontSize, plot.MidY);
            _canvas.DrawText(up, 8 + _chart.FontSize, plot.MidY, SKTextAlign.Center, _font, _ink);
            _canvas.Restore();
        }
    }

    private void DrawTick(GeneratedTick tick, float x, float baseline)
    {
        _canvas.DrawText(tick.Text, x, baseline, SKTextAlign.Left, _font, _ink);
        if (tick.Raised.Length > 0)
            _canvas.DrawText(tick.Raised, x + _font.MeasureText(tick.Text), baseline - (0.45f * _chart.FontSize), SKTextAlign.Left, _small, _ink);
    }

    private void DrawTitle(float middle)
    {
        if (_chart.Title is { } title)
            _canvas.DrawText(title, middle, 10 + Line, SKTextAlign.Center, _large, _ink);
    }

    private void DrawColorBar(SKRect plot, GeneratedAxis scale)
    {
        var bar = new SKRect(plot.Right + 14, plot.Top, plot.Right + 30, plot.Bottom);
        using var paint = new SKPaint();
        const int Steps = 128;
        for (int i = 0; i < Steps; i++)
        {
            paint.Color = ColorMaps.Get(_chart.Variant, (i + 0.5) / Steps);
            // A little overlap leaves no seams between the steps.
            float top = bar.Bottom - ((i + 1) * bar.Height / Steps);
            _canvas.DrawRect(new SKRect(bar.Left, top, bar.Right, Math.Min(bar.Bottom, top + (bar.Height / Steps) + 0.7f)), paint);
        }

        using var axis = new SKPaint { Color = _style.Axis, StrokeWidth = 1, IsAntialias = true };
        foreach (GeneratedTick tick in scale.Ticks)
        {
            float y = (float)(bar.Bottom - (scale.ShareOf(tick.Value) * bar.Height));
            _canvas.DrawLine(bar.Right, y, bar.Right + 3, y, axis);
            DrawTick(tick, bar.Right + 7, y + (0.36f * _chart.FontSize));
        }
    }

    private void DrawPie()
    {
        float right = _chart.Legend == "right" ? _chart.Width - 40 - Names.Max(name => _font.MeasureText(name)) - (2.6f * _chart.FontSize) : _chart.Width;
        float top = _chart.Title is null ? 10 : 10 + (1.6f * Line);
        float labels = _chart.Legend == "none" ? Names.Max(name => _font.MeasureText(name)) + 12 : 10;
        float radius = MathF.Max(50, MathF.Min((right / 2) - labels, ((_chart.Height - top) / 2) - (_chart.Legend == "none" ? 1.6f * Line : 12)));
        var middle = new SKPoint(right / 2, (top + _chart.Height) / 2);
        DrawTitle(middle.X);
        var circle = new SKRect(middle.X - radius, middle.Y - radius, middle.X + radius, middle.Y + radius);
        float at = -90;
        for (int i = 0; i < _chart.Slices.Count; i++)
        {
            float sweep = (float)(360 * _chart.Series[0].Points[i].Y);
            using var paint = new SKPaint { Color = _style.Palette[i], IsAntialias = true };
            using var edge = new SKPaint { Color = _style.Edge.Alpha > 0 ? _style.Edge : SKColors.White, StrokeWidth = 1, Style = SKPaintStyle.Stroke, IsAntialias = true };
            using var path = new SKPath();
            path.MoveTo(middle);
            path.ArcTo(circle, at, sweep, false);
            path.Close();
            _canvas.DrawPath(path, paint);
            if (_chart.Variant % 2 == 0 || _style.Edge.Alpha > 0)
                _canvas.DrawPath(path, edge);
            if (_chart.Legend == "none")
            {
                double angle = (at + (sweep / 2)) * Math.PI / 180;
                float x = middle.X + (float)((radius + 6) * Math.Cos(angle)), y = middle.Y + (float)((radius + 6 + (0.4 * _chart.FontSize)) * Math.Sin(angle)) + (0.35f * _chart.FontSize);
                _canvas.DrawText(_chart.Slices[i], x, y, Math.Cos(angle) >= 0 ? SKTextAlign.Left : SKTextAlign.Right, _font, _ink);
            }

            at += sweep;
        }

        if (_chart.Variant % 5 == 0)
        {
            using var hole = new SKPaint { Color = SKColors.White, IsAntialias = true };
            _canvas.DrawCircle(middle, radius * 0.5f, hole);
        }

        if (_chart.Legend == "right")
            DrawEntries(right + 10, middle.Y - (Names.Length * Line / 2));
    }

    private void DrawLegend(SKRect plot)
    {
        if (_chart.Legend == "none")
            return;
        float key = 2f * _chart.FontSize, widest = Names.Max(name => _font.MeasureText(name)) + key + 6;
        switch (_chart.Legend)
        {
            case "right":
                DrawEntries(plot.Right + 10, plot.MidY - (Names.Length * Line / 2));
                break;
            case "top":
                float x = plot.MidX - (Names.Sum(name => _font.MeasureText(name) + key + 18) / 2);
                for (int i = 0; i < Names.Length; i++)
                {
                    DrawEntry(i, x, plot.Top - (1.1f * Line));
                    x += _font.MeasureText(Names[i]) + key + 18;
                }

                break;
            default:
                SKRect box = FreeCorner(plot, widest + 12, (Names.Length * Line) + 10);
                using (var back = new SKPaint { Color = _style.Panel })
                    _canvas.DrawRect(box, back);
                if (_style.HasLegendFrame)
                {
                    using var frame = new SKPaint { Color = new SKColor(200, 200, 200), Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
                    _canvas.DrawRect(box, frame);
                }

                DrawEntries(box.Left + 6, box.Top + 5);
                break;
        }
    }

    private void DrawEntries(float left, float top)
    {
        for (int i = 0; i < Names.Length; i++)
            DrawEntry(i, left, top + (i * Line));
    }

    private void DrawEntry(int index, float left, float top)
    {
        float key = 2f * _chart.FontSize, middle = top + (Line / 2);
        new MarkPainter(_canvas, _chart, _style, default).DrawKey(index, new SKRect(left, middle - (0.35f * _chart.FontSize), left + key - 4, middle + (0.35f * _chart.FontSize)));
        _canvas.DrawText(Names[index], left + key, middle + (0.36f * _chart.FontSize), SKTextAlign.Left, _font, _ink);
    }

    /// <summary>The corner of the plot that holds the least data.</summary>
    private SKRect FreeCorner(SKRect plot, float width, float height)
    {
        SKRect[] corners =
        [
            SKRect.Create(plot.Right - width - 8, plot.Top + 8, width, height), SKRect.Create(plot.Left + 8, plot.Top + 8, width, height),
            SKRect.Create(plot.Right - width - 8, plot.Bottom - height - 8, width, height), SKRect.Create(plot.Left + 8, plot.Bottom - height - 8, width, height),
        ];
        return corners.MinBy(corner => _chart.Series.Sum(series => series.Points.Zip(series.Points.Skip(1)).Sum(pair => Enumerable.Range(0, 9).Count(i =>
            SKRect.Inflate(corner, 6, 6).Contains(
                Across(plot, pair.First.X + ((pair.Second.X - pair.First.X) * i / 8)),
                (Up(plot, pair.First.Y) * (8 - i) / 8) + (Up(plot, pair.Second.Y) * i / 8))))));
    }
}
