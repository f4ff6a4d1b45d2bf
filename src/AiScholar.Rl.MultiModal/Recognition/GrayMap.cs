using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>Writes pictures as binary portable gray maps (PGM, "P5"): what every program of the trade reads, and quick to write.</summary>
internal static class GrayMap
{
    /// <summary>The picture on white ground, its luma by ITU-R BT.601.</summary>
    public static byte[] Encode(RasterImage image)
    {
        byte[] head = Encoding.ASCII.GetBytes($"P5\n{image.Width} {image.Height}\n255\n");
        byte[] map = new byte[head.Length + (image.Width * image.Height)];
        head.CopyTo(map, 0);
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        for (int i = 0, at = head.Length; at < map.Length; i += 4, at++)
        {
            int luma = ((299 * pixels[i]) + (587 * pixels[i + 1]) + (114 * pixels[i + 2]) + 500) / 1000;
            map[at] = (byte)(255 - ((255 - luma) * pixels[i + 3] / 255));
        }

        return map;
    }
}
