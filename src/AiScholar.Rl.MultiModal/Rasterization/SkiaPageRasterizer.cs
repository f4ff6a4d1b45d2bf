using System.Globalization;
using Microsoft.Extensions.Options;
using SkiaSharp;
using UglyToad.PdfPig;

namespace AiScholar.Rl.MultiModal;

/// <summary>Draws pages of PDF documents and picture files with Skia.</summary>
internal sealed class SkiaPageRasterizer(IOptions<DocumentOptions> options, TimeProvider time) : IPageRasterizer
{
    public async ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        RasterRequest.Check(pageNumber, dotsPerInch, region);
        DocumentLimits.CheckSize(source.Content.Length, options.Value);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await Task.Run(() => Draw(source.Content, pageNumber, dotsPerInch, region), CancellationToken.None).WaitAsync(options.Value.PageTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"Drawing page {pageNumber} took longer than allowed"), options.Value.PageTimeout, nameof(DocumentOptions.PageTimeout));
        }
    }

    private RasterImage Draw(ReadOnlyMemory<byte> content, int number, double dotsPerInch, BoundingBox? region)
    {
        if (!PdfSignature.IsPresent(content.Span))
        {
            using SKBitmap bitmap = PictureFiles.DecodePage(content, number, options.Value);
            using SKImage picture = SKImage.FromBitmap(bitmap);
            return Paint(picture.Width, picture.Height, dotsPerInch, region, canvas => canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)));
        }

        using PdfDocument document = PdfDocuments.Open(content, options.Value);
        RasterRequest.CheckPage(number, document.NumberOfPages);
        document.AddPageFactory<PagePicture, PagePictureFactory>();
        using PagePicture page = GetPage(document, number);
        return Paint(page.Width, page.Height, dotsPerInch, region, page.Draw);
    }

    private static PagePicture GetPage(PdfDocument document, int number)
    {
        try
        {
            FormNesting.Check(document, number);
            return document.GetPage<PagePicture>(number);
        }
        catch (Exception exception) when (exception is not (DocumentException or OutOfMemoryException))
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, $"Page {number} is damaged and cannot be drawn ({exception.GetType().Name}).", exception);
        }
    }

    private RasterImage Paint(double width, double height, double dotsPerInch, BoundingBox? region, Action<SKCanvas> draw)
    {
        BoundingBox shown = region ?? new BoundingBox(0, 0, width, height);
        double scale = dotsPerInch / 72, columns = Math.Max(1, Math.Ceiling((shown.Width * scale) - 1e-6)), rows = Math.Max(1, Math.Ceiling((shown.Height * scale) - 1e-6));
        if (!(columns * rows <= options.Value.MaxPixels))
            throw DocumentLimits.Exceeded(string.Create(CultureInfo.InvariantCulture, $"The page drawn at {dotsPerInch} dpi has {columns} x {rows} pixels"), options.Value.MaxPixels, nameof(DocumentOptions.MaxPixels));
        using var bitmap = new SKBitmap(new SKImageInfo((int)columns, (int)rows, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        canvas.Translate((float)-shown.Left, (float)-shown.Top);
        draw(canvas);
        canvas.Flush();
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray(), DotsPerInch = dotsPerInch };
    }
}
