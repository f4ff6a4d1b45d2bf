namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>A picture as a model takes it: fitted to its size on paper, planes of grey or of red, green and blue, normalised.</summary>
internal static class FormulaPixels
{
    private const double Usual = 0.5;

    /// <summary>Samples [C, H, W].</summary>
    public static float[] Of(RasterImage picture, PictureShape shape, OnnxFormulaOptions options)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture is not { Width: > 0, Height: > 0 } || picture.Pixels.Length != 4L * picture.Width * picture.Height)
            throw new ArgumentException($"The picture of {picture.Width} x {picture.Height} pixels has {picture.Pixels.Length} bytes; it must have four a pixel.", nameof(picture));
        (int width, int height) = Fit(picture, shape, options);
        int left = options.Center ? (shape.Width - width) / 2 : 0, top = options.Center ? (shape.Height - height) / 2 : 0;
        var samples = new float[shape.Channels * shape.Height * shape.Width];
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            float[] plane = TriangleFilter.Resize(Plane(picture.Pixels.Span, shape.Channels == 1 ? -1 : channel), picture.Width, picture.Height, width, height);
            double mean = Pick(options.Mean, channel), deviation = Pick(options.Deviation, channel);
            Span<float> target = samples.AsSpan(channel * shape.Height * shape.Width, shape.Height * shape.Width);
            target.Fill(Normalize(1));
            for (int y = 0; y < height; y++)
            {
                Span<float> row = target.Slice(((top + y) * shape.Width) + left, width);
                for (int x = 0; x < width; x++)
                    row[x] = Normalize(plane[(y * width) + x]);
            }

            float Normalize(float light) => (float)(((options.WhiteOnBlack ? 1 - light : light) - mean) / deviation);
        }

        return samples;
    }

    private static (int Width, int Height) Fit(RasterImage picture, PictureShape shape, OnnxFormulaOptions options)
    {
        if (!options.KeepAspectRatio)
            return (shape.Width, shape.Height);
        double scale = Math.Min((double)shape.Width / picture.Width, (double)shape.Height / picture.Height);
        if (!options.Enlarge)
            scale = Math.Min(scale, 1);
        return (Math.Clamp((int)Math.Round(picture.Width * scale), 1, shape.Width), Math.Clamp((int)Math.Round(picture.Height * scale), 1, shape.Height));
    }

    /// <summary>One channel from 0 to 1 on white paper; ITU-R BT.601 luma for channel -1.</summary>
    private static float[] Plane(ReadOnlySpan<byte> pixels, int channel)
    {
        var plane = new float[pixels.Length / 4];
        for (int i = 0; i < plane.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(4 * i, 4);
            float light = channel < 0 ? (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]) : pixel[channel];
            plane[i] = 1 - ((255 - light) * pixel[3] / (255f * 255f));
        }

        return plane;
    }

    private static double Pick(IReadOnlyList<double> values, int channel) => values.Count == 0 ? Usual : values[Math.Min(channel, values.Count - 1)];
}
