namespace AiScholar.Rl;

/// <summary>Pixels: eight-bit RGBA, row after row from the top left, four bytes a pixel, not premultiplied.</summary>
public sealed record RasterImage
{
    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The samples: <see cref="Width"/> x <see cref="Height"/> x 4 bytes.</summary>
    public required ReadOnlyMemory<byte> Pixels { get; init; }

    /// <summary>Resolution; 72 when the file does not say, so that a pixel is a point.</summary>
    public double DotsPerInch { get; init; } = 72;
}
