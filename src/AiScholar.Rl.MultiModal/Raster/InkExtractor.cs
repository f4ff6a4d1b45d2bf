namespace AiScholar.Rl.MultiModal;

/// <summary>Turns pixels into ink: how far each pixel stands from the picture's background, scaled by what stands farthest.</summary>
internal static class InkExtractor
{
    /// <summary>The ink of a small picture whose background is the commonest colour of its border.</summary>
    public static InkPlane Extract(RasterImage image) => Extract(image, Background(image));

    /// <summary>The ink against a known background colour, blended over white where pixels are transparent.</summary>
    public static InkPlane Extract(RasterImage image, RgbaColor background)
    {
        var plane = new InkPlane(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        Span<float> values = plane.Values;
        for (int i = 0; i < values.Length; i++)
        {
            RgbaColor color = ColorMetric.Opaque(pixels.Slice(i * 4, 4));
            values[i] = ColorMetric.Distance(color, background);
        }

        Scale(values);
        return plane;
    }

    /// <summary>Scales so that the darkest hundredth of what is ink at all becomes 1.</summary>
    public static void Scale(Span<float> values)
    {
        Span<int> histogram = stackalloc int[443];
        int inked = 0;
        foreach (float value in values)
        {
            if (value <= 24)
                continue;
            histogram[(int)Math.Min(value, 442)]++;
            inked++;
        }

        int full = 442;
        for (int beyond = 0; full > 24 && (beyond += histogram[full]) < Math.Max(1, inked / 20); full--)
        {
        }

        float factor = 1f / Math.Max(48, full);
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(values[i] * factor, 0, 1);
    }

    private static RgbaColor Background(RasterImage image)
    {
        var counts = new Dictionary<int, int>();
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        for (int y = 0; y < image.Height; y++)
        {
            int step = y == 0 || y == image.Height - 1 ? 1 : Math.Max(1, image.Width - 1);
            for (int x = 0; x < image.Width; x += step)
                Count(ColorMetric.Opaque(pixels.Slice(((y * image.Width) + x) * 4, 4)));
        }

        int key = counts.MaxBy(pair => pair.Value).Key;
        return new RgbaColor((byte)(((key >> 10) * 8) + 4), (byte)((((key >> 5) & 31) * 8) + 4), (byte)(((key & 31) * 8) + 4));

        void Count(RgbaColor color)
        {
            int bin = ((color.R >> 3) << 10) | ((color.G >> 3) << 5) | (color.B >> 3);
            counts[bin] = counts.GetValueOrDefault(bin) + 1;
        }
    }
}
