using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>What every rasterizer refuses.</summary>
internal static class RasterRequest
{
    private const double LeastResolution = 1;
    private const double MostResolution = 2400;

    public static void Check(int pageNumber, double dotsPerInch, BoundingBox? region)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageNumber, 1);
        if (!(dotsPerInch is >= LeastResolution and <= MostResolution))
            throw new ArgumentOutOfRangeException(nameof(dotsPerInch), dotsPerInch, string.Create(CultureInfo.InvariantCulture, $"A resolution must be from {LeastResolution} to {MostResolution} dots an inch."));
        if (region is { } part && !(part.IsValid && part.Area > 0))
            throw new ArgumentException("The region to draw must have an area.", nameof(region));
    }

    public static void CheckPage(int pageNumber, int count)
    {
        if (pageNumber > count)
            throw new DocumentException(AdvancedRlErrorCode.DocumentPageMissing, string.Create(CultureInfo.InvariantCulture, $"The document has {count} pages; there is no page {pageNumber}."));
    }
}
