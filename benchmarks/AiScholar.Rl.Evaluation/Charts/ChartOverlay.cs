using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Draws over a plot where its points are (green rings) and where they were read (red crosses).</summary>
internal static class ChartOverlay
{
    private const int Largest = 1600;

    /// <param name="picture">The plot's file.</param>
    /// <param name="output">The PNG to write.</param>
    /// <param name="middles">Where the true points stand, in pixels.</param>
    /// <param name="truth">The same points in data units.</param>
    /// <param name="predicted">The points as read, in data units; drawn by the scale that the true points show.</param>
    public static void Write(string picture, string output, IReadOnlyList<(double X, double Y)> middles, IReadOnlyList<(double X, double Y)> truth, IReadOnlyList<(double X, double Y)> predicted)
    {
        using SKBitmap bitmap = SKBitmap.Decode(picture);
        float zoom = Math.Clamp((float)Largest / Math.Max(bitmap.Width, bitmap.Height), 0.5f, 3);
        using var sheet = new SKBitmap((int)(bitmap.Width * zoom), (int)(bitmap.Height * zoom));
        using (var canvas = new SKCanvas(sheet))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(zoom);
            canvas.DrawBitmap(bitmap, 0, 0);
            using var veil = new SKPaint { Color = new SKColor(255, 255, 255, 120) };
            canvas.DrawRect(0, 0, bitmap.Width, bitmap.Height, veil);
            using var green = new SKPaint { Color = new SKColor(0, 140, 0), Style = SKPaintStyle.Stroke, StrokeWidth = 2 / zoom, IsAntialias = true };
            using var red = new SKPaint { Color = SKColors.Red, Style = SKPaintStyle.Stroke, StrokeWidth = 1.5f / zoom, IsAntialias = true };
            foreach ((double x, double y) in middles)
                canvas.DrawCircle((float)x, (float)y, 4 / zoom, green);
            (double slopeX, double atX) = Line(truth.Select(point => point.X), middles.Select(point => point.X));
            (double slopeY, double atY) = Line(truth.Select(point => point.Y), middles.Select(point => point.Y));
            foreach ((double x, double y) in predicted)
            {
                (float px, float py, float arm) = ((float)(atX + (slopeX * x)), (float)(atY + (slopeY * y)), 6 / zoom);
                canvas.DrawLine(px - arm, py, px + arm, py, red);
                canvas.DrawLine(px, py - arm, px, py + arm, red);
            }
        }

        using SKData data = sheet.Encode(SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(output, data.ToArray());
    }

    /// <summary>The straight line through pairs by least squares.</summary>
    private static (double Slope, double Intercept) Line(IEnumerable<double> from, IEnumerable<double> to)
    {
        (double X, double Y)[] pairs = [.. from.Zip(to)];
        double x = pairs.Average(pair => pair.X), y = pairs.Average(pair => pair.Y), square = pairs.Sum(pair => (pair.X - x) * (pair.X - x));
        double slope = square == 0 ? 0 : pairs.Sum(pair => (pair.X - x) * (pair.Y - y)) / square;
        return (slope, y - (slope * x));
    }
}
