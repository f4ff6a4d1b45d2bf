using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a PNG, JPEG or TIFF file: a page for each picture in it, a pixel is a point.</summary>
/// <remarks>The resolution that a file states is not used, so that boxes are in pixels; how it is turned is.</remarks>
internal sealed class ImageDocumentReader(IOptions<DocumentOptions> options, TimeProvider time) : IDocumentReader
{
    public bool CanRead(DocumentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return PictureFiles.IsPicture(source.Content.Span);
    }

    public async IAsyncEnumerable<DocumentPage> ReadAsync(DocumentSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        DocumentLimits.CheckSize(source.Content.Length, options.Value);
        cancellationToken.ThrowIfCancellationRequested();
        if (!TiffFile.IsTiff(source.Content.Span))
        {
            yield return await GuardAsync(() => ReadPicture(source.Content), 1, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        // A page that took too long still reads: its file is left to it and the collector.
        TiffFile file = await GuardAsync(() => new TiffFile(source.Content), 1, cancellationToken).ConfigureAwait(false);
        bool isMore = true;
        for (int number = 1; isMore; number++)
        {
            if (number > options.Value.MaxPages)
                throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"The document has more than {options.Value.MaxPages} pages"), options.Value.MaxPages, nameof(DocumentOptions.MaxPages));
            int current = number;
            (DocumentPage page, isMore) = await GuardAsync(() => ReadTiffPage(file, current), number, cancellationToken).ConfigureAwait(false);
            yield return page;
        }
    }

    private DocumentPage ReadPicture(ReadOnlyMemory<byte> content)
    {
        using SKBitmap bitmap = PictureFiles.Decode(content, options.Value.MaxPixels, out bool isTurned);
        return ToPage(bitmap, 1, isTurned ? Encode(bitmap) : content);
    }

    /// <summary>The page, and whether another follows. A damaged page costs itself when there are others.</summary>
    private (DocumentPage Page, bool IsMore) ReadTiffPage(TiffFile file, int number)
    {
        DocumentPage page;
        DocumentException? fault = null;
        try
        {
            using SKBitmap bitmap = file.Decode(options.Value.MaxPixels);
            page = ToPage(bitmap, number, Encode(bitmap));
        }
        catch (DocumentException exception) when (exception.ErrorCode == AdvancedRlErrorCode.DocumentCorrupt)
        {
            fault = exception;
            page = new DocumentPage { Number = number, Width = 1, Height = 1, Issues = [Issue(number, exception.Message)] };
        }

        bool isMore = file.MoveNext();
        if (fault is not null && number == 1 && !isMore)
            throw fault;
        if (file.IsCutShort)
            page = page with { Issues = [.. page.Issues, Issue(number, "The list of pages is damaged: those after this one were left out.")] };
        return (page, isMore);
    }

    private static ResultIssue Issue(int number, string message) =>
        new() { Code = AdvancedRlErrorCode.DocumentCorrupt, Severity = IssueSeverity.Error, Message = message, Source = "image", PageNumber = number };

    private static DocumentPage ToPage(SKBitmap bitmap, int number, ReadOnlyMemory<byte> encoded) => new()
    {
        Number = number,
        Width = bitmap.Width,
        Height = bitmap.Height,
        Raster = new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray() },
        Images = [new PageImage { BoundingBox = new BoundingBox(0, 0, bitmap.Width, bitmap.Height), PixelWidth = bitmap.Width, PixelHeight = bitmap.Height, Encoded = encoded }],
    };

    private ReadOnlyMemory<byte> Encode(SKBitmap bitmap)
    {
        if (!options.Value.DecodeImages)
            return default;
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100) ?? throw PictureFiles.Damaged();
        return data.ToArray();
    }

    private async Task<T> GuardAsync<T>(Func<T> step, int page, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(step, CancellationToken.None).WaitAsync(options.Value.PageTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"Page {page} took longer than allowed"), options.Value.PageTimeout, nameof(DocumentOptions.PageTimeout));
        }
    }
}
