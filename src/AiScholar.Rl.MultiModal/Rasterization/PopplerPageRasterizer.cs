using System.Globalization;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Draws pages of PDF documents by Poppler's program <c>pdftoppm</c>, one process a page; picture files by Skia.</summary>
internal sealed class PopplerPageRasterizer(IOptions<PopplerOptions> popplerOptions, IOptions<DocumentOptions> options, TimeProvider time) : IPageRasterizer
{
    private readonly SkiaPageRasterizer _pictures = new(options, time);

    public async ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!PdfSignature.IsPresent(source.Content.Span))
            return await _pictures.RasterizeAsync(source, pageNumber, dotsPerInch, region, cancellationToken).ConfigureAwait(false);
        RasterRequest.Check(pageNumber, dotsPerInch, region);
        DocumentLimits.CheckSize(source.Content.Length, options.Value);
        int maximum = (int)Math.Min(int.MaxValue - 1, (options.Value.MaxPixels * 4L) + (1 << 20));
        byte[] png = await new ToolProgram("pdftoppm", popplerOptions.Value.Path, "MultiModal:Poppler:Path")
            .RunAsync(Arguments(pageNumber, dotsPerInch, region), source.Content, maximum, options.Value.PageTimeout, time, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (png.Length == 0)
            throw new DocumentException(AdvancedRlErrorCode.DocumentPageMissing, string.Create(CultureInfo.InvariantCulture, $"There is no page {pageNumber}."));
        using SKBitmap bitmap = PictureFiles.Decode(png, options.Value.MaxPixels);
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray(), DotsPerInch = dotsPerInch };
    }

    private static IEnumerable<string> Arguments(int number, double dotsPerInch, BoundingBox? region)
    {
        string page = number.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> arguments = ["-png", "-cropbox", "-r", dotsPerInch.ToString("R", CultureInfo.InvariantCulture), "-f", page, "-l", page];
        if (region is { } part)
        {
            double scale = dotsPerInch / 72;
            arguments = [.. arguments, "-x", Pixels(part.Left * scale), "-y", Pixels(part.Top * scale), "-W", Pixels(Math.Ceiling(part.Width * scale)), "-H", Pixels(Math.Ceiling(part.Height * scale))];
        }

        return [.. arguments, "-"];
    }

    private static string Pixels(double value) => ((int)value).ToString(CultureInfo.InvariantCulture);
}
