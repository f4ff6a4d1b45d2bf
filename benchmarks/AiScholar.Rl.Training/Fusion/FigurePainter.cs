using SkiaSharp;

namespace AiScholar.Rl.Training.Fusion;

/// <summary>Draws a planned figure, 128 pixels wide; its letters are strokes, since the network sees no more of them than that.</summary>
internal sealed class FigurePainter(FigurePlan plan, Random random)
{
    private const int Width = 128;

    public RasterImage Paint()
    {
        int columns = plan.Panels switch { 1 => 1, 2 or 4 => 2, _ => 3 }, rows = (plan.Panels + columns - 1) / columns;
        int height = Math.Clamp((int)(Width * (0.55 + (0.35 * random.NextDouble())) * rows / columns), 32, 160);
        using var bitmap = new SKBitmap(new SKImageInfo(Width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            for (int i = 0; i < plan.Panels; i++)
            {
                float width = Width / (float)columns, tall = height / (float)rows;
                canvas.Save();
                canvas.Translate(i % columns * width, i / columns * tall);
                Panel(canvas, width, tall, plan.Panels > 1 ? [plan.Series[i % plan.Series.Count], .. plan.Series] : plan.Series);
                canvas.Restore();
            }
        }

        return new RasterImage { Width = Width, Height = height, Pixels = bitmap.Bytes };
    }

    private void Panel(SKCanvas canvas, float width, float height, IReadOnlyList<FigureSeries> series)
    {
        var area = new SKRect(width * 0.16f, height * 0.07f, width * 0.95f, height * 0.82f);
        using var black = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        switch (plan.Kind)
        {
            case FigureKind.Diagram:
                Boxes(canvas, width, height, series);
                return;
            case FigureKind.Photograph:
                Texture(canvas, width, height);
                return;
            case FigureKind.Pie:
                Slices(canvas, width, height, series);
                return;
        }

        if (random.Next(4) > 0)
            canvas.DrawRect(area, black);
        else
        {
            canvas.DrawLine(area.Left, area.Top, area.Left, area.Bottom, black);
            canvas.DrawLine(area.Left, area.Bottom, area.Right, area.Bottom, black);
        }

        Letters(canvas, area, black);
        canvas.ClipRect(area);
        switch (plan.Kind)
        {
            case FigureKind.Line:
                foreach (FigureSeries one in series)
                    Curve(canvas, area, one);
                break;
            case FigureKind.Scatter:
                foreach (FigureSeries one in series)
                    Points(canvas, area, one, 25);
                break;
            case FigureKind.Bar:
                Bars(canvas, area, series, 2 + random.Next(4), gap: 0.3f);
                break;
            case FigureKind.Histogram:
                Bars(canvas, area, [series[0]], 10 + random.Next(12), gap: 0);
                break;
            case FigureKind.Box:
                Quartiles(canvas, area, series, black);
                break;
            default:
                Map(canvas, area);
                break;
        }
    }

    private void Letters(SKCanvas canvas, SKRect area, SKPaint black)
    {
        for (int i = 0; i < 5; i++)
        {
            float x = area.Left + (area.Width * i / 4.5f), y = area.Bottom - (area.Height * i / 4.5f);
            canvas.DrawLine(x, area.Bottom, x, area.Bottom - 2, black);
            canvas.DrawLine(area.Left, y, area.Left + 2, y, black);
            canvas.DrawLine(x - 2, area.Bottom + 4, x + 2, area.Bottom + 4, black);
            canvas.DrawLine(area.Left - 6, y, area.Left - 3, y, black);
        }

        canvas.DrawLine(area.MidX - 12, area.Bottom + 8, area.MidX + 12, area.Bottom + 8, black);
        canvas.DrawLine(area.Left - 10, area.MidY - 8, area.Left - 10, area.MidY + 8, black);
    }

    private void Curve(SKCanvas canvas, SKRect area, FigureSeries series)
    {
        using var path = new SKPath();
        double start = random.NextDouble(), slope = random.NextDouble() - 0.5, wave = random.NextDouble() * 0.2, frequency = 2 + (8 * random.NextDouble());
        var points = new List<SKPoint>();
        for (int i = 0; i <= 24; i++)
        {
            double x = i / 24.0, y = Math.Clamp(start + (slope * x) + (wave * Math.Sin(frequency * x)), 0.03, 0.97);
            points.Add(new SKPoint(area.Left + (float)(x * area.Width), area.Bottom - (float)(y * area.Height)));
        }

        path.AddPoly([.. points], close: false);
        using var dash = series.IsDashed ? SKPathEffect.CreateDash([4, 3], 0) : null;
        using var paint = new SKPaint { Color = series.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 1.3f, IsAntialias = true, PathEffect = dash };
        canvas.DrawPath(path, paint);
        if (series.Marker.Length > 0)
        {
            foreach (SKPoint point in points.Where((_, i) => i % 3 == 0))
                Mark(canvas, point, series);
        }
    }

    private void Points(SKCanvas canvas, SKRect area, FigureSeries series, int count)
    {
        for (int i = 0; i < count; i++)
            Mark(canvas, new SKPoint(area.Left + ((float)random.NextDouble() * area.Width), area.Top + ((float)random.NextDouble() * area.Height)), series);
    }

    private static void Mark(SKCanvas canvas, SKPoint at, FigureSeries series)
    {
        using var paint = new SKPaint { Color = series.Color, IsAntialias = true };
        switch (series.Marker)
        {
            case "squares":
                canvas.DrawRect(at.X - 1.6f, at.Y - 1.6f, 3.2f, 3.2f, paint);
                break;
            case "crosses":
                canvas.DrawLine(at.X - 2, at.Y - 2, at.X + 2, at.Y + 2, paint);
                canvas.DrawLine(at.X - 2, at.Y + 2, at.X + 2, at.Y - 2, paint);
                break;
            default:
                canvas.DrawCircle(at, 1.8f, paint);
                break;
        }
    }

    private void Bars(SKCanvas canvas, SKRect area, IReadOnlyList<FigureSeries> series, int groups, float gap)
    {
        float group = area.Width / groups, bar = group * (1 - gap) / series.Count;
        double centre = random.NextDouble() * groups;
        for (int i = 0; i < groups; i++)
        {
            for (int j = 0; j < series.Count; j++)
            {
                double tall = gap == 0 ? Math.Exp(-Math.Pow((i - centre) / (groups / 4.0), 2)) : 0.1 + (0.85 * random.NextDouble());
                using var paint = new SKPaint { Color = series[j].Color };
                float left = area.Left + (i * group) + (j * bar) + (group * gap / 2);
                canvas.DrawRect(left, area.Bottom - (float)(tall * area.Height), Math.Max(1, bar - 0.5f), (float)(tall * area.Height), paint);
            }
        }
    }

    private void Quartiles(SKCanvas canvas, SKRect area, IReadOnlyList<FigureSeries> series, SKPaint black)
    {
        float step = area.Width / (series.Count + 1);
        for (int i = 0; i < series.Count; i++)
        {
            float x = area.Left + (step * (i + 0.6f)), y = area.Top + (area.Height * (0.2f + (0.3f * (float)random.NextDouble()))), tall = area.Height * 0.3f;
            using var paint = new SKPaint { Color = series[i].Color };
            canvas.DrawLine(x + (step / 4), y - (tall / 2), x + (step / 4), y + (1.5f * tall), black);
            canvas.DrawRect(x, y, step / 2, tall, paint);
            canvas.DrawRect(x, y, step / 2, tall, black);
            canvas.DrawLine(x, y + (tall / 2), x + (step / 2), y + (tall / 2), black);
        }
    }

    private void Map(SKCanvas canvas, SKRect area)
    {
        double phase = random.NextDouble() * 6, fx = 1 + (5 * random.NextDouble()), fy = 1 + (5 * random.NextDouble());
        int cells = plan.Kind == FigureKind.Surface ? 24 : 12;
        for (int i = 0; i < cells; i++)
        {
            for (int j = 0; j < cells; j++)
            {
                double value = 0.5 + (0.5 * Math.Sin(phase + (fx * i / cells)) * Math.Cos(fy * j / cells));
                using var paint = new SKPaint { Color = SKColor.FromHsv((float)(240 * (1 - value)), 85, 95) };
                canvas.DrawRect(area.Left + (area.Width * i / cells), area.Top + (area.Height * j / cells), (area.Width / cells) + 1, (area.Height / cells) + 1, paint);
            }
        }
    }

    private void Slices(SKCanvas canvas, float width, float height, IReadOnlyList<FigureSeries> series)
    {
        float radius = Math.Min(width, height) * 0.4f, start = 0;
        var box = new SKRect((width / 2) - radius, (height / 2) - radius, (width / 2) + radius, (height / 2) + radius);
        for (int i = 0; i < series.Count; i++)
        {
            float sweep = i + 1 == series.Count ? 360 - start : (360 - start) * (0.3f + (0.4f * (float)random.NextDouble()));
            using var paint = new SKPaint { Color = series[i].Color, IsAntialias = true };
            canvas.DrawArc(box, start, sweep, true, paint);
            start += sweep;
        }
    }

    private void Boxes(SKCanvas canvas, float width, float height, IReadOnlyList<FigureSeries> series)
    {
        using var black = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        int count = 3 + random.Next(4);
        SKPoint? before = null;
        for (int i = 0; i < count; i++)
        {
            var centre = new SKPoint(width * (0.15f + (0.7f * (i % 3) / 2f)), height * (0.2f + (0.55f * (i / 3))));
            var box = new SKRect(centre.X - (width * 0.11f), centre.Y - (height * 0.11f), centre.X + (width * 0.11f), centre.Y + (height * 0.11f));
            if (random.Next(2) == 0)
            {
                using var fill = new SKPaint { Color = new SKColor(series[i % series.Count].Color).WithAlpha(110) };
                canvas.DrawRect(box, fill);
            }

            if (random.Next(4) == 0)
                canvas.DrawOval(box, black);
            else
                canvas.DrawRect(box, black);
            canvas.DrawLine(box.Left + 4, centre.Y, box.Right - 4, centre.Y, black);
            if (before is { } from)
                canvas.DrawLine(from, centre, black);
            before = centre;
        }
    }

    private void Texture(SKCanvas canvas, float width, float height)
    {
        bool isColored = random.Next(2) == 0;
        using var backdrop = new SKPaint { Color = isColored ? SKColor.FromHsv(random.Next(360), 40, 60) : new SKColor((byte)random.Next(40, 140), 90, 90) };
        canvas.DrawRect(1, 1, width - 2, height - 2, backdrop);
        for (int i = 0; i < 60; i++)
        {
            byte grey = (byte)random.Next(256);
            using var paint = new SKPaint { Color = isColored ? SKColor.FromHsv(random.Next(360), 50, 30 + random.Next(70)) : new SKColor(grey, grey, grey), IsAntialias = true };
            float radius = 1 + (7 * (float)random.NextDouble());
            canvas.DrawOval(radius + (float)(random.NextDouble() * (width - (2 * radius))), radius + (float)(random.NextDouble() * (height - (2 * radius))), radius, radius * (0.5f + (float)random.NextDouble()), paint);
        }
    }
}
