namespace AiScholar.Rl;

/// <summary>A colour, eight bits a channel, not premultiplied.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity, 255 when opaque.</param>
public readonly record struct RgbaColor(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>Opaque black.</summary>
    public static RgbaColor Black => new(0, 0, 0);

    /// <summary>Opaque white.</summary>
    public static RgbaColor White => new(255, 255, 255);
}
