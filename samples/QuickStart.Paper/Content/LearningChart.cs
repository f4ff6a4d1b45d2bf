using System.Globalization;
using QuickStart.Paper.Typesetting;
using SkiaSharp;

namespace QuickStart.Paper.Content;

/// <summary>Figure 1: mean reward by session for each policy.</summary>
internal static class LearningChart
{
    public const float Height = 150;
    private const float Lowest = 0.30f, Highest = 0.60f;

    private static readonly SKColor[] Colors = [new(0x77, 0x77, 0x77), new(0xD5, 0x5E, 0x00), new(0x00, 0x72, 0xB2), new(0x00, 0x9E, 0x73)];

    public static void Draw(SKCanvas canvas, float left, float top, ReadingStudy study)
    {
        var plot = new SKRect(left + 36, top + 4, left + PaperFlow.ColumnWidth - 6, top + Height - 30);
        DrawAxes(canvas, plot);
        float best = Y(ReadingStudy.BestReward);
        Ink.Line(canvas, plot.Left, best, plot.Right, best, 0.7f, Ink.Black, 3, 2);
        Ink.Text(canvas, "best possible", plot.Right - 3, best - 3, 7.4f, anchor: 1, face: Face.Italic);

        int blocks = study.Curve.GetLength(1);
        for (int policy = 0; policy < Colors.Length; policy++)
        {
            SKPoint[] points = [.. Enumerable.Range(0, blocks).Select(block =>
                new SKPoint(X((block + 0.5f) * ReadingStudy.Block), Y(study.Curve[policy, block])))];
            Ink.Polyline(canvas, points, Colors[policy], 1.1f);
            using SKPaint dot = Ink.Fill(Colors[policy]);
            foreach (SKPoint point in points)
                canvas.DrawCircle(point, 1.3f, dot);
            DrawLegend(canvas, plot, policy);
        }

        float X(float session) => plot.Left + (session / ReadingStudy.Sessions * plot.Width);
        float Y(double reward) => plot.Bottom - ((float)((reward - Lowest) / (Highest - Lowest)) * plot.Height);
    }

    private static void DrawAxes(SKCanvas canvas, SKRect plot)
    {
        using (SKPaint frame = Ink.Stroke(Ink.Black, 0.6f))
            canvas.DrawRect(plot, frame);
        for (int tick = 0; tick <= 6; tick++)
        {
            float y = plot.Bottom - (tick / 6f * plot.Height);
            Ink.Line(canvas, plot.Left - 3, y, plot.Left, y, 0.6f);
            Ink.Text(canvas, (Lowest + (tick * 0.05)).ToString("0.00", CultureInfo.InvariantCulture), plot.Left - 5, y + 2.6f, 7.6f, anchor: 1);
        }

        for (int tick = 0; tick <= 4; tick++)
        {
            float x = plot.Left + (tick / 4f * plot.Width);
            Ink.Line(canvas, x, plot.Bottom, x, plot.Bottom + 3, 0.6f);
            Ink.Text(canvas, (tick * 1000).ToString(CultureInfo.InvariantCulture), x, plot.Bottom + 11, 7.6f, anchor: tick == 4 ? 0.8f : 0.5f);
        }

        Ink.Text(canvas, "Session", plot.MidX, plot.Bottom + 22, 8.4f, anchor: 0.5f);
        canvas.Save();
        canvas.RotateDegrees(-90, plot.Left - 28, plot.MidY);
        Ink.Text(canvas, "Mean reward", plot.Left - 28, plot.MidY + 2, 8.4f, anchor: 0.5f);
        canvas.Restore();
    }

    private static void DrawLegend(SKCanvas canvas, SKRect plot, int policy)
    {
        float x = plot.Right - 112 + (policy % 2 * 56), y = plot.Bottom - 72 + (policy / 2 * 10);
        Ink.Line(canvas, x, y, x + 11, y, 1.1f, Colors[policy]);
        Ink.Text(canvas, ReadingStudy.Policies[policy].Replace(' ', '~'), x + 14, y + 2.5f, 7.6f);
    }
}
