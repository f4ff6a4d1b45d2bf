namespace AiScholar.Rl;

/// <summary>A part of a page that may hold an element: what a processor is asked about.</summary>
public sealed record VisualRegion
{
    /// <summary>The whole page, for context.</summary>
    public required DocumentPage Page { get; init; }

    /// <summary>Where on the page.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>What the detector takes it for; null when it does not say.</summary>
    public VisualElementType? SuggestedType { get; init; }

    /// <summary>How sure the detector is that there is an element, 0 to 1.</summary>
    public double DetectionScore { get; init; } = 1;

    /// <summary>Words whose centre lies inside.</summary>
    public IReadOnlyList<PageWord> Words { get; init; } = [];

    /// <summary>Paths whose box overlaps it.</summary>
    public IReadOnlyList<PagePath> Paths { get; init; } = [];

    /// <summary>Images whose box overlaps it.</summary>
    public IReadOnlyList<PageImage> Images { get; init; } = [];

    /// <summary>The caption that goes with it, when one was found.</summary>
    public CaptionText? Caption { get; init; }

    /// <summary>The document, for processors that draw or parse it themselves; null for a page made by hand.</summary>
    public DocumentSource? Source { get; init; }
}
