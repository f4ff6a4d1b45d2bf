using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Draws the data of a chart, and the keys of its legend.</summary>
internal sealed class MarkPainter(SKCanvas canvas, GeneratedChart chart, ChartStyle style, SKRect plot)
{
    public void Draw()
    {
        switch (chart.Kind)
        {
            case ChartKinds.Bar:
                Bars();
                break;
            case ChartKinds.Histogram:
                Bins();
                break;
            case ChartKinds.Line:
                Lines();
                break;
            case ChartKinds.Area:
                Areas();
                break;
            case ChartKinds.Box:
                Boxes();
                break;
            case ChartKinds.HeatMap:
                Cells();
                break;
            default:
                Points();
                break;
        }
    }

    public void DrawKey(int index, SKRect key)
    {
        if (chart.Kind == ChartKinds.Line)
        {
            using SKPaint line = Stroke(index);
            canvas.DrawLine(key.Left, key.MidY, key.Right, key.MidY, line);
            if (chart.HasMarkers)
                Marker(index, key.MidX, key.MidY);
        }
        else if (chart.Kind == ChartKinds.Scatter)
        {
            Marker(index, key.MidX, key.MidY);
        }
        else
        {
            Box(index, key);
        }
    }

    private float X(double value) => (float)(plot.Left + (chart.X!.ShareOf(value) * plot.Width));

    private float Y(double value) => (float)(plot.Bottom - (chart.Y!.ShareOf(value) * plot.Height));

    private SKPaint Stroke(int index) => new() { Color = style.Palette[index], StrokeWidth = style.LineWidth, Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };

    private void Box(int index, SKRect box)
    {
        using var fill = new SKPaint { Color = style.Palette[index], IsAntialias = true };
        canvas.DrawRect(box, fill);
        if (style.Edge.Alpha == 0)
            return;
        using var edge = new SKPaint { Color = style.Edge, StrokeWidth = 1, Style = SKPaintStyle.Stroke, IsAntialias = true };
        canvas.DrawRect(box, edge);
    }

    private void Bars()
    {
        int series = chart.Series.Count;
        GeneratedAxis names = chart.IsHorizontal ? chart.Y! : chart.X!, values = chart.IsHorizontal ? chart.X! : chart.Y!;
        double share = 0.6 + (0.25 * (chart.Variant % 10 / 10.0)), width = chart.IsStacked ? share : share / series, zero = values.Scale == "log" ? values.Minimum : 0;
        for (int c = 0; c < names.Categories.Count; c++)
        {
            double sum = zero;
            for (int s = 0; s < series; s++)
            {
                double value = chart.IsHorizontal ? chart.Series[s].Points[c].X : chart.Series[s].Points[c].Y;
                double from = chart.IsStacked ? c - (share / 2) : c - (share / 2) + (s * width), low = chart.IsStacked ? sum : zero, high = chart.IsStacked ? sum + value : value;
                SKRect box = chart.IsHorizontal ? new SKRect(X(low), Y(from), X(high), Y(from + width)) : new SKRect(X(from), Y(high), X(from + width), Y(low));
                Box(s, new SKRect(Math.Min(box.Left, box.Right), Math.Min(box.Top, box.Bottom), Math.Max(box.Left, box.Right), Math.Max(box.Top, box.Bottom)));
                sum = high;
            }
        }

        if (values.Minimum < 0)
        {
            using var line = new SKPaint { Color = style.Axis, StrokeWidth = 1, IsAntialias = true };
            if (chart.IsHorizontal)
                canvas.DrawLine(X(0), plot.Top, X(0), plot.Bottom, line);
            else
                canvas.DrawLine(plot.Left, Y(0), plot.Right, Y(0), line);
        }
    }

    private void Bins()
    {
        using var edge = new SKPaint { Color = style.Edge.Alpha > 0 ? style.Edge : SKColors.White, StrokeWidth = 1, Style = SKPaintStyle.Stroke, IsAntialias = true };
        using var fill = new SKPaint { Color = style.Palette[style.Edge.Alpha > 0 ? 2 : 0], IsAntialias = false };
        bool edged = style.Edge.Alpha > 0 || chart.Variant % 2 == 0;
        for (int i = 0; i < chart.Edges.Count - 1; i++)
        {
            var box = new SKRect(X(chart.Edges[i]), Y(chart.Series[0].Points[i].Y), X(chart.Edges[i + 1]), Y(0));
            canvas.DrawRect(box, fill);
            if (edged)
                canvas.DrawRect(box, edge);
        }
    }

    private void Lines()
    {
        for (int s = 0; s < chart.Series.Count; s++)
        {
            using SKPaint paint = Stroke(s);
            using var path = new SKPath();
            path.AddPoly([.. chart.Series[s].Points.Select(point => new SKPoint(X(point.X), Y(point.Y)))], false);
            canvas.DrawPath(path, paint);
            foreach ((double x, double y) in chart.Series[s].Points.Where(_ => chart.HasMarkers))
                Marker(s, X(x), Y(y));
        }
    }

    private void Areas()
    {
        int count = chart.Series[0].Points.Count;
        var below = new double[count];
        for (int s = 0; s < chart.Series.Count; s++)
        {
            IReadOnlyList<(double X, double Y)> points = chart.Series[s].Points;
            using var path = new SKPath();
            double[] above = [.. points.Select((point, i) => below[i] + point.Y)];
            path.AddPoly([.. points.Select((point, i) => new SKPoint(X(point.X), Y(above[i]))), .. points.Select((point, i) => new SKPoint(X(point.X), Y(below[i]))).Reverse()], true);
            using var fill = new SKPaint { Color = style.Palette[chart.Series.Count == 1 && style.Edge.Alpha > 0 ? 1 : s], IsAntialias = true };
            canvas.DrawPath(path, fill);
            below = above;
        }
    }

    private void Boxes()
    {
        float half = 0.25f * plot.Width / chart.Boxes.Count;
        SKColor dark = style.Edge.Alpha > 0 ? style.Edge : style.Axis;
        bool filled = chart.Variant % 3 != 0;
        using var line = new SKPaint { Color = dark, StrokeWidth = 1.2f, Style = SKPaintStyle.Stroke, IsAntialias = true };
        using var thick = new SKPaint { Color = filled || style.Edge.Alpha > 0 ? dark : style.Palette[1], StrokeWidth = 2, IsAntialias = true };
        using var fill = new SKPaint { Color = filled ? style.Palette[style.Edge.Alpha > 0 ? 2 : 0] : SKColors.White, IsAntialias = true };
        for (int i = 0; i < chart.Boxes.Count; i++)
        {
            GeneratedBox box = chart.Boxes[i];
            float x = X(i);
            var body = new SKRect(x - half, Y(box.Upper), x + half, Y(box.Lower));
            canvas.DrawLine(x, Y(box.High), x, body.Top, line);
            canvas.DrawLine(x, Y(box.Low), x, body.Bottom, line);
            if (chart.Variant % 2 == 0)
            {
                canvas.DrawLine(x - (half / 2), Y(box.High), x + (half / 2), Y(box.High), line);
                canvas.DrawLine(x - (half / 2), Y(box.Low), x + (half / 2), Y(box.Low), line);
            }

            canvas.DrawRect(body, fill);
            canvas.DrawRect(body, line);
            canvas.DrawLine(body.Left, Y(box.Median), body.Right, Y(box.Median), thick);
            foreach (double outlier in box.Outliers)
                canvas.DrawCircle(x, Y(outlier), 3.2f, line);
        }
    }

    private void Cells()
    {
        int rows = chart.Cells.Count, columns = chart.Cells[0].Count;
        using var paint = new SKPaint();
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                paint.Color = ColorMaps.Get(chart.Variant, chart.ColorScale!.ShareOf(chart.Cells[r][c]));
                canvas.DrawRect(new SKRect(plot.Left + (c * plot.Width / columns), plot.Top + (r * plot.Height / rows), plot.Left + ((c + 1) * plot.Width / columns), plot.Top + ((r + 1) * plot.Height / rows)), paint);
            }
        }
    }

    private void Points()
    {
        for (int s = 0; s < chart.Series.Count; s++)
        {
            foreach ((double x, double y) in chart.Series[s].Points)
                Marker(s, X(x), Y(y));
        }
    }

    private void Marker(int index, float x, float y)
    {
        float r = 2.6f + (0.14f * chart.FontSize);
        using var paint = new SKPaint { Color = style.Palette[index], IsAntialias = true };
        if (((index + chart.Variant) % 3) == 1)
        {
            canvas.DrawRect(x - (0.88f * r), y - (0.88f * r), 1.76f * r, 1.76f * r, paint);
        }
        else if (((index + chart.Variant) % 3) == 2)
        {
            using var path = new SKPath();
            path.AddPoly([new(x, y - (1.2f * r)), new(x + (1.1f * r), y + (0.8f * r)), new(x - (1.1f * r), y + (0.8f * r))], true);
            canvas.DrawPath(path, paint);
        }
        else
        {
            canvas.DrawCircle(x, y, r, paint);
        }
    }
}
