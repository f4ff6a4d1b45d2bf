using System.Runtime.InteropServices;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Turns a picture upright by the orientation its file states.</summary>
/// <remarks>The eight values of the tag 274 of TIFF 6.0 (section 8) and Exif 2.32 (4.6.4 A): where the first row and the first column of the samples are when the picture is looked at.</remarks>
internal static class PictureOrientation
{
    /// <summary>The picture itself when it is upright or the value is unknown; otherwise a turned copy in its place, and the picture is disposed of.</summary>
    /// <param name="bitmap">Four bytes a pixel.</param>
    /// <param name="orientation">1 to 8.</param>
    public static SKBitmap Apply(SKBitmap bitmap, int orientation)
    {
        if (orientation is < 2 or > 8)
            return bitmap;
        using (bitmap)
        {
            bool isLying = orientation >= 5;
            var turned = new SKBitmap(isLying ? bitmap.Info.WithSize(bitmap.Height, bitmap.Width) : bitmap.Info);
            ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
            Span<uint> target = MemoryMarshal.Cast<byte, uint>(turned.GetPixelSpan());
            int right = bitmap.Width - 1, bottom = bitmap.Height - 1;
            for (int y = 0, at = 0; y < turned.Height; y++)
            {
                for (int x = 0; x < turned.Width; x++, at++)
                {
                    (int column, int row) = orientation switch
                    {
                        2 => (right - x, y),
                        3 => (right - x, bottom - y),
                        4 => (x, bottom - y),
                        5 => (y, x),
                        6 => (y, bottom - x),
                        7 => (right - y, bottom - x),
                        _ => (right - y, x),
                    };
                    target[at] = source[(row * bitmap.Width) + column];
                }
            }

            return turned;
        }
    }
}
