using SkiaSharp;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>A picture of training samples as the network sees them.</summary>
internal static class SampleSheet
{
    private const int Columns = 6, Rows = 20, CellWidth = 200, CellHeight = 36;

    public static void Write(TickTrainingSettings settings, string path)
    {
        using FontShelf fonts = FontShelf.Load(settings.Fonts);
        var painter = new LabelPainter(fonts);
        var random = new Random(settings.Seed);
        using var bitmap = new SKBitmap(new SKImageInfo(Columns * CellWidth, Rows * CellHeight, SKColorType.Gray8));
        bitmap.Erase(SKColors.White);
        for (int cell = 0; cell < Columns * Rows;)
        {
            if (painter.Paint(random) is not { } sample)
                continue;
            int left = cell % Columns * CellWidth, top = cell / Columns * CellHeight;
            for (int y = 0; y < sample.Line.Height; y++)
            {
                for (int x = 0; x < Math.Min(CellWidth - 4, sample.Line.Width); x++)
                {
                    byte gray = (byte)(255 - (int)(255 * sample.Line.At(x, y)));
                    bitmap.SetPixel(left + x, top + y, new SKColor(gray, gray, gray));
                }
            }

            cell++;
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}
