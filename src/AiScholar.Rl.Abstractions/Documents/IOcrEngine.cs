namespace AiScholar.Rl;

/// <summary>Reads words from pixels. Safe to call from many threads.</summary>
public interface IOcrEngine
{
    /// <summary>Recognises the words of an image; boxes are in the image's pixels.</summary>
    ValueTask<IReadOnlyList<PageWord>> RecognizeAsync(RasterImage image, CancellationToken cancellationToken = default);
}
