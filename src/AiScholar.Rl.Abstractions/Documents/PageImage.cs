namespace AiScholar.Rl;

/// <summary>An image placed on a page.</summary>
public sealed record PageImage
{
    /// <summary>Where it stands.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>Width of the sample grid in pixels.</summary>
    public int PixelWidth { get; init; }

    /// <summary>Height of the sample grid in pixels.</summary>
    public int PixelHeight { get; init; }

    /// <summary>The image as PNG or JPEG bytes; empty when the reader cannot decode it or was told not to.</summary>
    public ReadOnlyMemory<byte> Encoded { get; init; }
}
