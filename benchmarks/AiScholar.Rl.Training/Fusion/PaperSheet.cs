using SkiaSharp;

namespace AiScholar.Rl.Training.Fusion;

/// <summary>A picture of generated figures.</summary>
internal static class PaperSheet
{
    private const int Columns = 8, Cell = 164;

    public static void Write(FusionTrainingSettings settings, string path)
    {
        ElementView[] views = [.. GeneratedPapers.Create(settings.Papers, settings.Seed).Take(Columns * Columns)];
        using var bitmap = new SKBitmap(new SKImageInfo(Columns * Cell, Columns * Cell, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(SKColors.LightGray);
        for (int i = 0; i < views.Length; i++)
        {
            RasterImage crop = views[i].Crop!;
            ReadOnlySpan<byte> pixels = crop.Pixels.Span;
            for (int y = 0; y < crop.Height; y++)
            {
                for (int x = 0; x < crop.Width; x++)
                {
                    int at = 4 * ((y * crop.Width) + x);
                    bitmap.SetPixel((i % Columns * Cell) + x, (i / Columns * Cell) + y, new SKColor(pixels[at], pixels[at + 1], pixels[at + 2]));
                }
            }

            Console.Out.WriteLine($"{views[i].Caption} | {views[i].InnerText} | {views[i].Text}");
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}
