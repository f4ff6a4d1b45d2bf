using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>A drawn chart as a file: a picture, or a page of a document with prose around it.</summary>
internal static class ChartFiles
{
    private const float PageWidth = 612;
    private const float PageHeight = 792;
    private const float Margin = 72;

    private static readonly string[] Prose =
    [
        "The groups were compared at the same hour of each day, and the mean of three readings was kept for every",
        "member. Readings that failed were taken again the next day. No reading was changed afterwards, and none was",
        "left out of what is shown below. The spread within a group is smaller than that between any two of them, as",
    ];

    public static byte[] Png(GeneratedChart chart)
    {
        using var bitmap = new SKBitmap(chart.Width, chart.Height);
        using (var canvas = new SKCanvas(bitmap))
            ChartPainter.Draw(canvas, chart);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static byte[] Pdf(GeneratedChart chart)
    {
        using var stream = new MemoryStream();
        using (SKDocument document = SKDocument.CreatePdf(stream))
        {
            SKCanvas canvas = document.BeginPage(PageWidth, PageHeight);
            using var font = new SKFont(ChartFonts.Get("STIXTwoText-Regular.ttf"), 10);
            using var ink = new SKPaint { Color = SKColors.Black };
            float y = Margin + 20;
            foreach (string line in Prose)
                canvas.DrawText(line, Margin, y += 13, font, ink);
            float scale = Math.Min((PageWidth - (2 * Margin)) / chart.Width, 330f / chart.Height);
            canvas.Save();
            canvas.Translate((PageWidth - (scale * chart.Width)) / 2, y + 18);
            canvas.Scale(scale);
            ChartPainter.Draw(canvas, chart);
            canvas.Restore();
            y += 18 + (scale * chart.Height) + 22;
            canvas.DrawText("Figure 1: What was measured in each of the groups, drawn to scale.", Margin, y, font, ink);
            y += 20;
            foreach (string line in Prose)
                canvas.DrawText(line, Margin, y += 13, font, ink);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }
}
