namespace AiScholar.Rl.MultiModal;

/// <summary>Distances of colours in RGB.</summary>
internal static class ColorMetric
{
    /// <summary>The colour of four RGBA bytes, laid over white.</summary>
    public static RgbaColor Opaque(ReadOnlySpan<byte> rgba) => rgba[3] == 255
        ? new RgbaColor(rgba[0], rgba[1], rgba[2])
        : new RgbaColor(Over(rgba[0], rgba[3]), Over(rgba[1], rgba[3]), Over(rgba[2], rgba[3]));

    /// <summary>Euclidean distance, 0 to 442.</summary>
    public static float Distance(RgbaColor a, RgbaColor b)
    {
        int r = a.R - b.R, g = a.G - b.G, blue = a.B - b.B;
        return MathF.Sqrt((r * r) + (g * g) + (blue * blue));
    }

    /// <summary>How colourful: the largest channel less the smallest, 0 to 255.</summary>
    public static int Chroma(RgbaColor color) => Math.Max(color.R, Math.Max(color.G, color.B)) - Math.Min(color.R, Math.Min(color.G, color.B));

    private static byte Over(int channel, int alpha) => (byte)(((channel * alpha) + (255 * (255 - alpha)) + 127) / 255);
}
