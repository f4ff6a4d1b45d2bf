using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads the images placed on a PDF page. An image that cannot be decoded keeps its box and size.</summary>
internal static class PdfImageReader
{
    public static List<PageImage> Read(Page page, double width, double height, DocumentOptions options, List<ResultIssue> issues)
    {
        var images = new List<PageImage>();
        var visible = new BoundingBox(0, 0, width, height);
        var packings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (IPdfImage image in page.GetImages())
        {
            BoundingBox box = PdfGlyphReader.ToBox(image.BoundingBox, height);
            if (!box.IsValid || box.Intersect(visible) is not { } shown)
                continue;
            if (images.Count == options.MaxImagesPerPage)
            {
                issues.Add(PdfPageReader.Limit(page.Number, nameof(DocumentOptions.MaxImagesPerPage), options.MaxImagesPerPage, "images"));
                break;
            }

            if (UnknownPacking(image) is { } packing)
                packings.Add(packing);
            images.Add(new PageImage
            {
                BoundingBox = shown,
                PixelWidth = Math.Max(0, image.WidthInSamples),
                PixelHeight = Math.Max(0, image.HeightInSamples),
                Encoded = options.DecodeImages ? Encoded(image, options.MaxPixels) : default,
            });
        }

        if (packings.Count > 0)
        {
            issues.Add(new ResultIssue
            {
                Code = AdvancedRlErrorCode.DocumentFormatUnknown,
                Message = $"Pictures of the page are packed as {string.Join(" and ", packings)}, which is not unpacked here: only their places are known. UsePoppler() draws them.",
                Source = PdfPageReader.Source,
                PageNumber = page.Number,
            });
        }

        return images;
    }

    private static string? UnknownPacking(IPdfImage image) =>
        image.ImageDictionary.TryGet(NameToken.Filter, out IToken? filter)
            ? (filter is ArrayToken several ? several.Data : [filter]).OfType<NameToken>().Select(name => name.Data).FirstOrDefault(name => name is "JBIG2Decode" or "JPXDecode")
            : null;

    private static ReadOnlyMemory<byte> Encoded(IPdfImage image, int maxPixels)
    {
        if (image.IsImageMask || image.WidthInSamples <= 0 || image.HeightInSamples <= 0 || (long)image.WidthInSamples * image.HeightInSamples > maxPixels)
            return default;
        try
        {
            ReadOnlySpan<byte> raw = image.RawMemory.Span;
            if (raw.Length > 3 && raw[0] == 0xFF && raw[1] == 0xD8 && raw[2] == 0xFF)
                return image.RawMemory;
            return image.TryGetPng(out byte[]? png) && png is not null ? png : default;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return default;
        }
    }
}
