namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a picture file's inked part as one figure: where there is no text layer nothing finer is known without recognising text.</summary>
internal sealed class PictureRegionDetector : IRegionDetector
{
    private const int Contrast = 24;

    public ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Raster is not { } raster || page.Words.Count > 0 || Ink(raster) is not { } ink)
            return ValueTask.FromResult<IReadOnlyList<VisualRegion>>([]);
        return ValueTask.FromResult<IReadOnlyList<VisualRegion>>([new VisualRegion { Page = page, BoundingBox = ink, SuggestedType = VisualElementType.Figure, DetectionScore = 0.6 }]);
    }

    /// <summary>The box of the pixels that differ from the top left one; null for a picture of one colour.</summary>
    private static BoundingBox? Ink(RasterImage raster)
    {
        ReadOnlySpan<byte> pixels = raster.Pixels.Span;
        ReadOnlySpan<byte> background = pixels[..4];
        int left = raster.Width, right = -1, top = raster.Height, bottom = -1;
        for (int y = 0; y < raster.Height; y++)
        {
            for (int x = 0; x < raster.Width; x++)
            {
                ReadOnlySpan<byte> pixel = pixels.Slice(((y * raster.Width) + x) * 4, 4);
                int difference = Math.Abs(pixel[0] - background[0]) + Math.Abs(pixel[1] - background[1]) + Math.Abs(pixel[2] - background[2]) + Math.Abs(pixel[3] - background[3]);
                if (difference <= Contrast)
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return right < left ? null : BoundingBox.FromEdges(left, top, right + 1, bottom + 1);
    }
}
