using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Drafts;

/// <summary>Draws small pictures.</summary>
internal static class Pictures
{
    public static byte[] Png(int width, int height) => Encode(width, height, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int width, int height) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    private static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 20), (byte)(y * 30), 120));
        }

        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
