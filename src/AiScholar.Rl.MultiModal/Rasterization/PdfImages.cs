using SkiaSharp;
using UglyToad.PdfPig.Content;

namespace AiScholar.Rl.MultiModal;

/// <summary>Decodes a PDF's images to Skia's.</summary>
internal static class PdfImages
{
    /// <summary>Larger images are not decoded: a page of 300 dpi on A3 has 17 million pixels.</summary>
    private const long MostPixels = 100_000_000;

    /// <summary>The image's pixels; null when they cannot be had. A stencil is painted in <paramref name="ink"/>.</summary>
    public static SKImage? Decode(IPdfImage image, SKColor ink)
    {
        long pixels = (long)image.WidthInSamples * image.HeightInSamples;
        if (image.WidthInSamples <= 0 || image.HeightInSamples <= 0 || pixels > MostPixels)
            return null;
        try
        {
            if (image.IsImageMask)
                return Stencil(image, ink);
            using SKBitmap? bitmap = ToBitmap(image);
            if (bitmap is null)
                return null;
            if (image.MaskImage is { } mask)
                ApplyMask(bitmap, mask);
            return SKImage.FromBitmap(bitmap);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static SKBitmap? ToBitmap(IPdfImage image)
    {
        ReadOnlySpan<byte> raw = image.RawMemory.Span;
        byte[]? encoded = raw is [0xFF, 0xD8, 0xFF, ..] ? raw.ToArray() : image.TryGetPng(out byte[]? png) ? png : null;
        if (encoded is null)
            return null;
        using SKData data = SKData.CreateCopy(encoded);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
            return null;
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    /// <summary>A one-bit mask: samples of 0 are painted unless the decode array is turned round (ISO 32000-2, 8.9.6.2).</summary>
    private static SKImage? Stencil(IPdfImage image, SKColor ink)
    {
        if (!image.TryGetBytesAsMemory(out Memory<byte> samples))
            return null;
        int width = image.WidthInSamples, height = image.HeightInSamples, stride = (width + 7) / 8;
        bool isPacked = samples.Length < (long)width * height;
        if (isPacked && samples.Length < (long)stride * height)
            return null;
        bool paintsOnes = image.Decode is [1, ..];
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Span<byte> pixels = bitmap.GetPixelSpan();
        ReadOnlySpan<byte> source = samples.Span;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool one = isPacked ? (source[(y * stride) + (x >> 3)] >> (7 - (x & 7)) & 1) == 1 : source[(y * width) + x] != 0;
                if (one != paintsOnes)
                    continue;
                int at = ((y * width) + x) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (ink.Red, ink.Green, ink.Blue, 255);
            }
        }

        return SKImage.FromBitmap(bitmap);
    }

    /// <summary>Takes transparency from a soft mask's grey values or a stencil mask's bits, scaled to the image.</summary>
    private static void ApplyMask(SKBitmap bitmap, IPdfImage mask)
    {
        using SKBitmap? alpha = ToBitmap(mask);
        if (alpha is null)
            return;
        Span<byte> pixels = bitmap.GetPixelSpan();
        ReadOnlySpan<byte> values = alpha.GetPixelSpan();
        for (int y = 0; y < bitmap.Height; y++)
        {
            int row = (int)((long)y * alpha.Height / bitmap.Height) * alpha.Width;
            for (int x = 0; x < bitmap.Width; x++)
            {
                byte value = values[(row + (int)((long)x * alpha.Width / bitmap.Width)) * 4];
                pixels[(((y * bitmap.Width) + x) * 4) + 3] = mask.IsImageMask ? (byte)(255 - value) : value;
            }
        }
    }
}
