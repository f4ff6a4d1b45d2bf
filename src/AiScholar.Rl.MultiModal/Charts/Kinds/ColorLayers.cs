namespace AiScholar.Rl.MultiModal;

/// <summary>Parts the ink of a plot area by the colours of a palette; a pale rim goes to the colour that it is a blend of.</summary>
internal sealed class ColorLayers
{
    private const double LeastShare = 0.42;
    private const double MostShare = 1.25;
    private const double MostOff = 28;
    private const double Stronger = 1.2;

    private readonly byte[] _map;
    private readonly int _width;
    private readonly int _height;

    private ColorLayers(byte[] map, int width, int height) => (_map, _width, _height) = (map, width, height);

    public static ColorLayers Of(PixelGrid grid, BitMask ink, int background, int[] palette)
    {
        var map = new byte[grid.Width * grid.Height];
        var known = new Dictionary<int, byte>();
        for (int y = 0; y < grid.Height; y++)
        {
            Span<bool> bits = ink.Row(y);
            for (int x = 0; x < bits.Length; x++)
            {
                if (!bits[x])
                    continue;
                int color = grid.At(x, y);
                if (!known.TryGetValue(color, out byte number))
                    known.Add(color, number = Nearest(color, background, palette));
                map[(y * grid.Width) + x] = number;
            }
        }

        GiveRims(map, grid.Width, grid.Height, background, palette);
        return new ColorLayers(map, grid.Width, grid.Height);
    }

    public BitMask MaskOf(int color)
    {
        var mask = new BitMask(_width, _height);
        for (int y = 0; y < _height; y++)
        {
            Span<bool> bits = mask.Row(y);
            for (int x = 0; x < _width; x++)
                bits[x] = _map[(y * _width) + x] == color + 1;
        }

        return mask;
    }

    private static byte Nearest(int color, int background, int[] palette)
    {
        (byte best, double least) = (0, double.MaxValue);
        for (int i = 0; i < palette.Length; i++)
        {
            (double share, double off) = ColorBlend.Of(color, background, palette[i]);
            if (off > MostOff || share is < LeastShare or > MostShare)
                continue;
            double cost = off + (60 * Math.Abs(1 - share));
            if (cost < least)
                (best, least) = ((byte)(i + 1), cost);
        }

        return best;
    }

    /// <summary>A pixel that has the colour of a weaker shade of a neighbour's is that neighbour's rim.</summary>
    private static void GiveRims(byte[] map, int width, int height, int background, int[] palette)
    {
        int count = palette.Length;
        var shades = new bool[count + 1, count + 1];
        bool any = false;
        for (int weak = 0; weak < count; weak++)
        {
            for (int strong = 0; strong < count; strong++)
            {
                (double share, double off) = ColorBlend.Of(palette[weak], background, palette[strong]);
                shades[weak + 1, strong + 1] = weak != strong && off < MostOff && share > 0.1 && share < 1 / Stronger;
                any |= shades[weak + 1, strong + 1];
            }
        }

        if (!any)
            return;
        byte[] before = [.. map];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                if (before[at] == 0)
                    continue;
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        byte other = before[at + (dy * width) + dx];
                        if (other != 0 && shades[map[at], other])
                            map[at] = other;
                    }
                }
            }
        }
    }
}
