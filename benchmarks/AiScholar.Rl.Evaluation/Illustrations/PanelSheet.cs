using AiScholar.Rl.Evaluation.Charts.Generated;
using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Illustrations;

/// <summary>A page with a figure of two labelled pictures, its caption and running text.</summary>
internal static class PanelSheet
{
    private const float Width = 612, Height = 792, Margin = 90, Side = 190;

    private static readonly string[] Prose =
    [
        "Two samples of the same batch were taken an hour apart and looked at under the same light. Figure 1a shows",
        "the first and Fig. 1b the second. Grains of the first are fewer and larger; those of the second have",
        "broken up, as their number per area tells. No grain was left out, and none was drawn by hand.",
    ];

    /// <summary>The PDF's bytes; the same for the same seed.</summary>
    public static byte[] Write(int seed)
    {
        using var stream = new MemoryStream();
        using (SKDocument document = SKDocument.CreatePdf(stream))
        {
            SKCanvas canvas = document.BeginPage(Width, Height);
            using var font = new SKFont(ChartFonts.Get("STIXTwoText-Regular.ttf"), 10);
            using var ink = new SKPaint { Color = SKColors.Black };
            float y = Lines(canvas, Margin, font, ink) + 16;
            (int Grains, float Size)[] panels = [(26, 15), (120, 7)];
            for (int i = 0; i < panels.Length; i++)
            {
                float x = Margin + (i * (Side + 40));
                using SKBitmap picture = Grains(panels[i].Grains, panels[i].Size, seed + i);
                canvas.DrawBitmap(picture, new SKRect(x, y, x + Side, y + Side));
                canvas.DrawText($"({(char)('a' + i)})", x + (Side / 2) - 6, y + Side + 13, font, ink);
            }

            y += Side + 34;
            canvas.DrawText("Figure 1. Grains of two samples: (a) at the start, (b) after an hour.", Margin, y, font, ink);
            Lines(canvas, y + 24, font, ink);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }

    private static float Lines(SKCanvas canvas, float y, SKFont font, SKPaint ink)
    {
        foreach (string line in Prose)
            canvas.DrawText(line, Margin, y += 13, font, ink);
        return y;
    }

    private static SKBitmap Grains(int count, float size, int seed)
    {
        const int Pixels = 240;
        var random = new Random(seed);
        var bitmap = new SKBitmap(Pixels, Pixels);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(70, 74, 82));
        using var paint = new SKPaint { IsAntialias = true };
        for (int i = 0; i < count; i++)
        {
            byte light = (byte)random.Next(130, 220);
            paint.Color = new SKColor(light, light, (byte)(light - 20));
            canvas.DrawOval(random.Next(Pixels), random.Next(Pixels), size * (0.6f + random.NextSingle()), size * (0.6f + random.NextSingle()), paint);
        }

        return bitmap;
    }
}
