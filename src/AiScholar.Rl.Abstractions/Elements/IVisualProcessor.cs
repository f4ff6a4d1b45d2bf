namespace AiScholar.Rl;

/// <summary>
/// Reads one kind of visual element (the guide's visual processor). Safe to call from many threads. What it throws costs its own
/// result only; what it returns is checked (finite box on the page, confidence in 0..1).
/// </summary>
public interface IVisualProcessor
{
    /// <summary>The types it can return; regions suggested as another type are not offered to it. Empty: it is asked about every region.</summary>
    IReadOnlyCollection<VisualElementType> ElementTypes => [];

    /// <summary>How likely the region holds an element that it can read: calibrated, 0 (cannot) to 1.</summary>
    ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default);

    /// <summary>Reads the element. Called only after a score above 0.</summary>
    ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default);
}
