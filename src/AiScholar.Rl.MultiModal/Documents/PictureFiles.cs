using System.Globalization;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Decodes picture files: PNG, JPEG, and the pages of a TIFF file. A picture that says how it is turned is turned upright.</summary>
internal static class PictureFiles
{
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>Whether the bytes begin as a picture file does that is read here.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> content) => content.StartsWith(Png) || content.StartsWith(Jpeg) || TiffFile.IsTiff(content);

    /// <summary>The pixels of a page, from 1, eight-bit RGBA, not premultiplied; the caller disposes of it.</summary>
    /// <exception cref="DocumentException">The picture is damaged, has more pixels than allowed, or has no such page.</exception>
    public static SKBitmap DecodePage(ReadOnlyMemory<byte> content, int number, DocumentOptions options)
    {
        if (!TiffFile.IsTiff(content.Span))
        {
            RasterRequest.CheckPage(number, 1);
            return Decode(content, options.MaxPixels);
        }

        using var file = new TiffFile(content);
        for (int page = 1; page < number; page++)
        {
            if (!file.MoveNext())
                RasterRequest.CheckPage(number, page);
        }

        return file.Decode(options.MaxPixels);
    }

    /// <summary>The pixels of a PNG or JPEG file, eight-bit RGBA, not premultiplied; the caller disposes of it.</summary>
    /// <exception cref="DocumentException">It is damaged, or has more pixels than allowed.</exception>
    public static SKBitmap Decode(ReadOnlyMemory<byte> content, int maxPixels) => Decode(content, maxPixels, out _);

    /// <inheritdoc cref="Decode(ReadOnlyMemory{byte}, int)"/>
    /// <param name="content">The file.</param>
    /// <param name="maxPixels">The most pixels.</param>
    /// <param name="isTurned">Whether the samples lie otherwise than they are returned.</param>
    public static SKBitmap Decode(ReadOnlyMemory<byte> content, int maxPixels, out bool isTurned)
    {
        using SKData data = SKData.CreateCopy(content.Span);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged();
        SKImageInfo size = codec.Info;
        CheckSize(size.Width, size.Height, maxPixels);
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            isTurned = codec.EncodedOrigin != SKEncodedOrigin.TopLeft;
            return PictureOrientation.Apply(bitmap, (int)codec.EncodedOrigin);
        }

        bitmap.Dispose();
        throw Damaged();
    }

    /// <exception cref="DocumentException">There are more pixels than allowed.</exception>
    public static void CheckSize(int width, int height, int maxPixels)
    {
        if ((long)width * height > maxPixels)
            throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"The picture has {width} x {height} pixels"), maxPixels, nameof(DocumentOptions.MaxPixels));
    }

    public static DocumentException Damaged() => new(AdvancedRlErrorCode.DocumentCorrupt, "The picture is damaged or truncated: it cannot be decoded.");
}
