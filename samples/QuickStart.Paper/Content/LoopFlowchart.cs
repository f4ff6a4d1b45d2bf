using QuickStart.Paper.Typesetting;
using SkiaSharp;

namespace QuickStart.Paper.Content;

/// <summary>Figure 2: what happens in a session.</summary>
internal static class LoopFlowchart
{
    public const float Height = 206;
    private const float BoxHeight = 22;

    private static readonly SKColor Paper = new(0xF4, 0xF7, 0xFB), Outline = new(0x33, 0x33, 0x33);

    public static void Draw(SKCanvas canvas, float left, float top)
    {
        float middle = left + (PaperFlow.ColumnWidth / 2), low = left + 52, high = left + PaperFlow.ColumnWidth - 52;
        Box(canvas, middle, top, 104, "Reader opens the list", rounded: 11);
        Box(canvas, middle, top + 38, 128, "Policy draws an order", rounded: 0);
        Diamond(canvas, middle, top + 100, 118, 48, "Paper opened", "within a day?");
        Box(canvas, low, top + 138, 74, "Reward 1", rounded: 0);
        Box(canvas, high, top + 138, 74, "Reward 0", rounded: 0);
        Box(canvas, middle, top + 178, 168, "Log event, update policy", rounded: 11);

        Ink.Arrow(canvas, new(middle, top + BoxHeight), new(middle, top + 38));
        Ink.Arrow(canvas, new(middle, top + 38 + BoxHeight), new(middle, top + 76));
        Ink.Arrow(canvas, new(middle - 59, top + 100), new(low, top + 100), new(low, top + 138));
        Ink.Arrow(canvas, new(middle + 59, top + 100), new(high, top + 100), new(high, top + 138));
        Ink.Text(canvas, "yes", middle - 66, top + 96, 7.6f, anchor: 0.5f, face: Face.Italic);
        Ink.Text(canvas, "no", middle + 66, top + 96, 7.6f, anchor: 0.5f, face: Face.Italic);
        Ink.Arrow(canvas, new(low, top + 138 + BoxHeight), new(low, top + 178));
        Ink.Arrow(canvas, new(high, top + 138 + BoxHeight), new(high, top + 178));
    }

    private static void Box(SKCanvas canvas, float middle, float top, float width, string text, float rounded)
    {
        var box = new SKRect(middle - (width / 2), top, middle + (width / 2), top + BoxHeight);
        using SKPaint fill = Ink.Fill(Paper), pen = Ink.Stroke(Outline, 0.7f);
        canvas.DrawRoundRect(box, rounded, rounded, fill);
        canvas.DrawRoundRect(box, rounded, rounded, pen);
        Ink.Text(canvas, text, middle, top + 13.8f, 8.2f, anchor: 0.5f);
    }

    private static void Diamond(SKCanvas canvas, float middle, float centre, float width, float height, string first, string second)
    {
        Ink.Polygon(canvas, Paper, Outline, new(middle - (width / 2), centre), new(middle, centre - (height / 2)), new(middle + (width / 2), centre), new(middle, centre + (height / 2)));
        Ink.Text(canvas, first, middle, centre - 1.5f, 8.2f, anchor: 0.5f);
        Ink.Text(canvas, second, middle, centre + 7.5f, 8.2f, anchor: 0.5f);
    }
}
