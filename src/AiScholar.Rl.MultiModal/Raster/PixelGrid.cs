namespace AiScholar.Rl.MultiModal;

/// <summary>The opaque colours of a picture, a packed 0xRRGGBB each, row after row from the top left.</summary>
internal sealed class PixelGrid
{
    private PixelGrid(int width, int height) => (Width, Height, Colors) = (width, height, new int[width * height]);

    public int Width { get; }

    public int Height { get; }

    public int[] Colors { get; }

    public PixelBox Bounds => new(0, 0, Width, Height);

    /// <summary>Copies a picture, laid over white where it is transparent.</summary>
    public static PixelGrid Of(RasterImage image)
    {
        var grid = new PixelGrid(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        for (int i = 0; i < grid.Colors.Length; i++)
        {
            RgbaColor color = ColorMetric.Opaque(pixels.Slice(i * 4, 4));
            grid.Colors[i] = Pack(color.R, color.G, color.B);
        }

        return grid;
    }

    public static int Pack(int r, int g, int b) => (r << 16) | (g << 8) | b;

    public static RgbaColor Unpack(int color) => new((byte)(color >> 16), (byte)(color >> 8), (byte)color);

    /// <summary>Squared Euclidean distance of two packed colours.</summary>
    public static int DistanceSquared(int a, int b)
    {
        int r = ((a >> 16) & 255) - ((b >> 16) & 255), g = ((a >> 8) & 255) - ((b >> 8) & 255), blue = (a & 255) - (b & 255);
        return (r * r) + (g * g) + (blue * blue);
    }

    public ReadOnlySpan<int> Row(int y) => Colors.AsSpan(y * Width, Width);

    public int At(int x, int y) => Colors[(y * Width) + x];

    /// <summary>The commonest colours of a part with their counts, commonest first.</summary>
    public IReadOnlyList<(int Color, int Count)> Dominant(PixelBox part, int most)
    {
        var counts = new Dictionary<int, int>();
        for (int y = part.Top; y < part.Bottom; y++)
        {
            foreach (int color in Row(y)[part.Left..part.Right])
                counts[color] = counts.GetValueOrDefault(color) + 1;
        }

        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most).Select(pair => (pair.Key, pair.Value))];
    }
}
