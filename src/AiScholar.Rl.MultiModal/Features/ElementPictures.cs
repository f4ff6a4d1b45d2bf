namespace AiScholar.Rl.MultiModal;

/// <summary>Draws elements for models that look at them: small, and with captions painted over.</summary>
internal sealed class ElementPictures(IPageRasterizer rasterizer)
{
    private const double LongestSide = 160;
    private const double PointsPerInch = 72;

    /// <summary>The picture of a box, or null when the page cannot be drawn or the box is empty.</summary>
    public async ValueTask<RasterImage?> DrawAsync(DocumentSource source, int pageNumber, BoundingBox box, IEnumerable<BoundingBox> masks, CancellationToken cancellationToken)
    {
        double longest = Math.Max(box.Width, box.Height);
        if (!box.IsValid || box.Area <= 0)
            return null;
        try
        {
            RasterImage image = await rasterizer.RasterizeAsync(source, pageNumber, Math.Clamp(PointsPerInch * LongestSide / longest, 12, 300), box, cancellationToken).ConfigureAwait(false);
            byte[] pixels = image.Pixels.ToArray();
            foreach (BoundingBox mask in masks)
                Paint(pixels, image, box, mask);
            return image with { Pixels = pixels };
        }
        catch (Exception exception) when (exception is DocumentException or ArgumentException)
        {
            return null;
        }
    }

    private static void Paint(byte[] pixels, RasterImage image, BoundingBox box, BoundingBox mask)
    {
        if (box.Intersect(mask) is not { } common)
            return;
        double x = image.Width / box.Width, y = image.Height / box.Height;
        int left = Math.Max(0, (int)Math.Floor((common.Left - box.Left) * x)), right = Math.Min(image.Width, (int)Math.Ceiling((common.Right - box.Left) * x));
        int top = Math.Max(0, (int)Math.Floor((common.Top - box.Top) * y)), bottom = Math.Min(image.Height, (int)Math.Ceiling((common.Bottom - box.Top) * y));
        for (int row = top; row < bottom && right > left; row++)
            pixels.AsSpan(((row * image.Width) + left) * 4, (right - left) * 4).Fill(255);
    }
}
