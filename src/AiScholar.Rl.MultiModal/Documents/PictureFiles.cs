using System.Globalization;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Decodes picture files.</summary>
internal static class PictureFiles
{
    /// <summary>The picture's pixels, eight-bit RGBA, not premultiplied; the caller disposes of it.</summary>
    /// <exception cref="DocumentException">It is damaged, or has more pixels than allowed.</exception>
    public static SKBitmap Decode(ReadOnlyMemory<byte> content, int maxPixels)
    {
        using SKData data = SKData.CreateCopy(content.Span);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged();
        SKImageInfo size = codec.Info;
        if ((long)size.Width * size.Height > maxPixels)
            throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"The picture has {size.Width} x {size.Height} pixels"), maxPixels, nameof(DocumentOptions.MaxPixels));
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw Damaged();
    }

    private static DocumentException Damaged() => new(AdvancedRlErrorCode.DocumentCorrupt, "The picture is damaged or truncated: it cannot be decoded.");
}
