namespace AiScholar.Rl;

/// <summary>Proposes regions of a page that may hold an element. Safe to call from many threads; many may be registered.</summary>
public interface IRegionDetector
{
    /// <summary>Proposes regions of a page; overlapping ones compete by the score of the processors that take them.</summary>
    ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default);
}
