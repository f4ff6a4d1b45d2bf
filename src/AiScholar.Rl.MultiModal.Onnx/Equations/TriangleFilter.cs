namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Resizes a plane by linear interpolation, with a triangle as wide as the pixels that fall together when it shrinks: what image libraries call bilinear with antialiasing.</summary>
internal static class TriangleFilter
{
    public static float[] Resize(float[] plane, int width, int height, int newWidth, int newHeight) =>
        Columns(Columns(plane, width, height, newWidth), height, newWidth, newHeight);

    /// <summary>Resizes the rows and turns the plane over its diagonal, so that twice is both ways.</summary>
    private static float[] Columns(float[] plane, int width, int height, int newWidth)
    {
        var result = new float[newWidth * height];
        double scale = (double)width / newWidth, reach = Math.Max(1, scale);
        Span<float> weights = new float[(2 * (int)Math.Ceiling(reach)) + 2];
        for (int x = 0; x < newWidth; x++)
        {
            double center = (x + 0.5) * scale;
            int first = Math.Max(0, (int)Math.Floor(center - reach)), last = Math.Min(width - 1, (int)Math.Ceiling(center + reach) - 1);
            Span<float> share = weights[..(last - first + 1)];
            float sum = 0;
            for (int i = first; i <= last; i++)
                sum += share[i - first] = (float)Math.Max(0, 1 - (Math.Abs(i + 0.5 - center) / reach));
            for (int y = 0; y < height; y++)
                result[(x * height) + y] = System.Numerics.Tensors.TensorPrimitives.Dot(plane.AsSpan((y * width) + first, share.Length), share) / sum;
        }

        return result;
    }
}
