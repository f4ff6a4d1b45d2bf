namespace AiScholar.Rl.Torch;

/// <summary>An element's picture as the network takes it: three colours of 64 x 64, white 0 and black 1, the proportions kept, and a few numbers that such a small picture loses.</summary>
internal static class ElementPicture
{
    public const int Side = 64;
    public const int Length = 3 * Side * Side;
    public const int Statistics = 12;

    private const int Hues = 8;
    private const double LightestInk = 0.15;
    private const double LeastSaturation = 0.25;

    /// <summary>Averages the picture over the small one's cells.</summary>
    /// <param name="image">The picture; its size has been checked.</param>
    /// <returns>Red, green and blue planes, 0 for white to 255.</returns>
    public static byte[] Shrink(RasterImage image)
    {
        var target = new byte[Length];
        var scale = (double)Side / Math.Max(image.Width, image.Height);
        var (width, height) = (Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        var (left, top) = ((Side - width) / 2, (Side - height) / 2);
        var pixels = image.Pixels.Span;
        for (var y = 0; y < height; y++)
        {
            var (y0, y1) = Range(y, height, image.Height);
            for (var x = 0; x < width; x++)
            {
                var (x0, x1) = Range(x, width, image.Width);
                long red = 0, green = 0, blue = 0;
                for (var row = y0; row < y1; row++)
                {
                    foreach (var (r, g, b) in new Pixels(pixels, (row * image.Width) + x0, x1 - x0))
                        (red, green, blue) = (red + r, green + g, blue + b);
                }

                var (count, at) = ((y1 - y0) * (x1 - x0), ((top + y) * Side) + left + x);
                target[at] = (byte)(red / count);
                target[at + (Side * Side)] = (byte)(green / count);
                target[at + (2 * Side * Side)] = (byte)(blue / count);
            }
        }

        return target;
    }

    /// <summary>Proportions, share of ink, and the share of each of eight hues, from the whole picture.</summary>
    public static float[] Describe(RasterImage image)
    {
        var (ink, colored) = (0L, 0L);
        Span<long> hues = stackalloc long[Hues];
        foreach (var (r, g, b) in new Pixels(image.Pixels.Span, 0, image.Width * image.Height))
        {
            var (most, least) = (255 - Math.Min(r, Math.Min(g, b)), 255 - Math.Max(r, Math.Max(g, b)));
            ink += r + g + b > LightestInk * 255 * 3 ? 1 : 0;
            if (most == 0 || most - least < LeastSaturation * most)
                continue;
            colored++;
            hues[Hue(255 - r, 255 - g, 255 - b)]++;
        }

        var all = Math.Max(1.0, (double)image.Width * image.Height);
        var numbers = new float[Statistics];
        numbers[0] = (float)Math.Tanh(Math.Log((double)image.Width / image.Height));
        numbers[1] = (float)Math.Sqrt(ink / all);
        numbers[2] = (float)Math.Sqrt(colored / all);
        numbers[3] = colored > 0 ? 1 : 0;
        for (var i = 0; i < Hues; i++)
            numbers[4 + i] = (float)Math.Sqrt(hues[i] / Math.Max(1.0, colored));
        return numbers;
    }

    private static (int From, int To) Range(int index, int cells, int length)
    {
        var from = (int)((long)index * length / cells);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * length / cells)));
    }

    /// <summary>One of eight sectors of the colour wheel, red first.</summary>
    private static int Hue(int red, int green, int blue)
    {
        var angle = Math.Atan2(Math.Sqrt(3) * (green - blue), (2 * red) - green - blue) / (2 * Math.PI);
        return (int)Math.Floor(((angle + 1 + (0.5 / Hues)) % 1) * Hues) % Hues;
    }

    /// <summary>Walks over pixels as their distance from white, what is transparent being white.</summary>
    private ref struct Pixels(ReadOnlySpan<byte> samples, int first, int count)
    {
        private readonly ReadOnlySpan<byte> _samples = samples;
        private readonly int _end = first + count;
        private int _at = first - 1;

        public readonly (int Red, int Green, int Blue) Current
        {
            get
            {
                var pixel = _samples.Slice(4 * _at, 4);
                return ((255 - pixel[0]) * pixel[3] / 255, (255 - pixel[1]) * pixel[3] / 255, (255 - pixel[2]) * pixel[3] / 255);
            }
        }

        public readonly Pixels GetEnumerator() => this;

        public bool MoveNext() => ++_at < _end;
    }
}
