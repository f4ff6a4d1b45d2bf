using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a PNG or JPEG file as a document of one page: a pixel is a point.</summary>
internal sealed class ImageDocumentReader(IOptions<DocumentOptions> options) : IDocumentReader
{
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    public bool CanRead(DocumentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Content.Span.StartsWith(Png) || source.Content.Span.StartsWith(Jpeg);
    }

    public async IAsyncEnumerable<DocumentPage> ReadAsync(DocumentSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        DocumentLimits.CheckSize(source.Content.Length, options.Value);
        cancellationToken.ThrowIfCancellationRequested();
        RasterImage raster = await Task.Run(() => Decode(source.Content), cancellationToken).ConfigureAwait(false);
        yield return new DocumentPage
        {
            Number = 1,
            Width = raster.Width,
            Height = raster.Height,
            Raster = raster,
            Images = [new PageImage { BoundingBox = new BoundingBox(0, 0, raster.Width, raster.Height), PixelWidth = raster.Width, PixelHeight = raster.Height, Encoded = source.Content }],
        };
    }

    private RasterImage Decode(ReadOnlyMemory<byte> content)
    {
        using SKBitmap bitmap = PictureFiles.Decode(content, options.Value.MaxPixels);
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray() };
    }
}
