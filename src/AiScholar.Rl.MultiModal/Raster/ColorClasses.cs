namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Sorts inked pixels by the direction in which their colour leaves the background, so that the pale rim of a shape falls in with its core.
/// </summary>
internal sealed class ColorClasses
{
    private const double SameDirection = 0.988;
    private const double LooseDirection = 0.93;
    private const int Pale = 48;
    private const int Most = 12;

    private ColorClasses(IReadOnlyList<int> colors, byte[] map, int width) => (Colors, Map, Width) = (colors, map, width);

    /// <summary>The strongest common colour of each class, packed.</summary>
    public IReadOnlyList<int> Colors { get; }

    /// <summary>For each pixel 0 (no ink) or the number of its class, from 1.</summary>
    public byte[] Map { get; }

    public int Width { get; }

    /// <summary>Finds the classes of the inked pixels of a mask; those with less than <paramref name="fewest"/> pixels join their nearest.</summary>
    public static ColorClasses Of(PixelGrid grid, BitMask ink, Func<int, int, int> background, int fewest)
    {
        var bins = new Dictionary<int, (int Count, double X, double Y, double Z)>();
        for (int y = 0; y < grid.Height; y++)
        {
            Span<bool> bits = ink.Row(y);
            for (int x = 0; x < bits.Length; x++)
            {
                if (!bits[x])
                    continue;
                (double dx, double dy, double dz, double length) = Direction(grid.At(x, y), background(x, y));
                if (length < Pale)
                    continue;
                int bin = ((int)Math.Round((dx + 1) * 20) << 16) | ((int)Math.Round((dy + 1) * 20) << 8) | (int)Math.Round((dz + 1) * 20);
                (int count, double sx, double sy, double sz) = bins.GetValueOrDefault(bin);
                bins[bin] = (count + 1, sx + dx, sy + dy, sz + dz);
            }
        }

        var seeds = new List<(double X, double Y, double Z)>();
        var sizes = new List<int>();
        foreach ((int _, (int count, double x, double y, double z)) in bins.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key))
        {
            double length = Math.Sqrt((x * x) + (y * y) + (z * z));
            int near = length < 1e-9 ? 0 : seeds.FindIndex(seed => ((seed.X * x) + (seed.Y * y) + (seed.Z * z)) / length > SameDirection);
            if (near >= 0 && seeds.Count > 0)
            {
                sizes[near] += count;
            }
            else if (seeds.Count < Most && length > 1e-9 && count >= fewest)
            {
                seeds.Add((x / length, y / length, z / length));
                sizes.Add(count);
            }
        }

        var map = new byte[grid.Width * grid.Height];
        var strongest = new Dictionary<int, int>[seeds.Count];
        for (int i = 0; i < seeds.Count; i++)
            strongest[i] = [];
        for (int y = 0; y < grid.Height; y++)
        {
            Span<bool> bits = ink.Row(y);
            for (int x = 0; x < bits.Length; x++)
            {
                if (!bits[x])
                    continue;
                (double dx, double dy, double dz, double length) = Direction(grid.At(x, y), background(x, y));
                int best = -1;
                double closest = length < Pale ? LooseDirection : 0;
                for (int i = 0; i < seeds.Count; i++)
                {
                    double cosine = (seeds[i].X * dx) + (seeds[i].Y * dy) + (seeds[i].Z * dz);
                    if (cosine > closest)
                        (best, closest) = (i, cosine);
                }

                if (best < 0)
                {
                    // A picture of pale things only: everything is one class.
                    map[(y * grid.Width) + x] = (byte)(seeds.Count == 0 ? 1 : 0);
                    continue;
                }

                map[(y * grid.Width) + x] = (byte)(best + 1);
                int color = grid.At(x, y);
                strongest[best][color] = strongest[best].GetValueOrDefault(color) + 1;
            }
        }

        int[] colors = seeds.Count == 0 ? [0x808080] : [.. strongest.Select(counts => counts.Count == 0 ? 0 : counts.MaxBy(pair => pair.Value).Key)];
        return new ColorClasses(colors, map, grid.Width);
    }

    public static ColorClasses With(IReadOnlyList<int> colors, byte[] map, int width) => new(colors, map, width);

    public BitMask MaskOf(int number, int height)
    {
        var mask = new BitMask(Width, height);
        for (int y = 0; y < height; y++)
        {
            Span<bool> bits = mask.Row(y);
            for (int x = 0; x < Width; x++)
                bits[x] = Map[(y * Width) + x] == number;
        }

        return mask;
    }

    private static (double X, double Y, double Z, double Length) Direction(int color, int background)
    {
        double r = ((color >> 16) & 255) - ((background >> 16) & 255), g = ((color >> 8) & 255) - ((background >> 8) & 255), b = (color & 255) - (background & 255);
        double length = Math.Sqrt((r * r) + (g * g) + (b * b));
        return length == 0 ? (0, 0, 0, 0) : (r / length, g / length, b / length, length);
    }
}
