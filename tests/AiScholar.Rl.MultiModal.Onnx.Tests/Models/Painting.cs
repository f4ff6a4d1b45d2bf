namespace AiScholar.Rl.MultiModal.Onnx.Tests.Models;

/// <summary>Paints small pictures.</summary>
internal static class Painting
{
    /// <summary>All of one grey.</summary>
    public static RasterImage Plain(byte gray, int width = 16, int height = 8) => Of(width, height, (_, _) => (gray, gray, gray, 255));

    /// <summary>A grey a column.</summary>
    public static RasterImage Columns(int height, params byte[] grays) => Of(grays.Length, height, (x, _) => (grays[x], grays[x], grays[x], 255));

    public static RasterImage Of(int width, int height, Func<int, int, (byte R, byte G, byte B, byte A)> color)
    {
        var pixels = new byte[4 * width * height];
        for (int i = 0; i < width * height; i++)
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = color(i % width, i / width);
        return new RasterImage { Width = width, Height = height, Pixels = pixels };
    }
}
