namespace AiScholar.Rl;

/// <summary>One page as a reader gives it: what is on it and where.</summary>
public sealed record DocumentPage
{
    /// <summary>The page number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Width as shown, in points.</summary>
    public required double Width { get; init; }

    /// <summary>Height as shown, in points.</summary>
    public required double Height { get; init; }

    /// <summary>Words in reading order as far as the reader can tell.</summary>
    public IReadOnlyList<PageWord> Words { get; init; } = [];

    /// <summary>Vector paths in painting order.</summary>
    public IReadOnlyList<PagePath> Paths { get; init; } = [];

    /// <summary>Embedded images in painting order.</summary>
    public IReadOnlyList<PageImage> Images { get; init; } = [];

    /// <summary>The page's pixels when the document is a picture or a scan; null when the page is born digital.</summary>
    public RasterImage? Raster { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
