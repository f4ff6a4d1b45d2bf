namespace AiScholar.Rl.MultiModal;

/// <summary>Enlarges a picture a whole number of times, so that hair lines become lines with an inside.</summary>
/// <remarks>Cubic convolution with a = -1/2: R. Keys, IEEE Trans. ASSP 29(6), 1981, eq. 15.</remarks>
internal static class Enlargement
{
    public static PixelGrid Of(PixelGrid grid, int factor, CancellationToken cancellationToken)
    {
        int width = grid.Width * factor, height = grid.Height * factor;
        var colors = new int[width * height];
        float[][] weights = [.. Enumerable.Range(0, factor).Select(phase => Weights(((phase + 0.5f) / factor) - 0.5f))];
        int[] shifts = [.. Enumerable.Range(0, factor).Select(phase => phase + 0.5f < factor / 2f ? -1 : 0)];
        var line = new float[grid.Width * 3];
        for (int y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int row, int phase) = Math.DivRem(y, factor);
            Mix(grid, row + shifts[phase] - 1, weights[phase], line);
            for (int x = 0; x < width; x++)
            {
                (int column, int step) = Math.DivRem(x, factor);
                float r = 0, g = 0, b = 0;
                for (int k = 0; k < 4; k++)
                {
                    int at = Math.Clamp(column + shifts[step] - 1 + k, 0, grid.Width - 1) * 3;
                    float weight = weights[step][k];
                    (r, g, b) = (r + (weight * line[at]), g + (weight * line[at + 1]), b + (weight * line[at + 2]));
                }

                colors[(y * width) + x] = PixelGrid.Pack(Byte(r), Byte(g), Byte(b));
            }
        }

        return PixelGrid.Of(width, height, colors);
    }

    private static void Mix(PixelGrid grid, int first, float[] weights, float[] line)
    {
        Array.Clear(line);
        for (int k = 0; k < 4; k++)
        {
            ReadOnlySpan<int> row = grid.Row(Math.Clamp(first + k, 0, grid.Height - 1));
            float weight = weights[k];
            for (int x = 0; x < row.Length; x++)
            {
                line[3 * x] += weight * ((row[x] >> 16) & 255);
                line[(3 * x) + 1] += weight * ((row[x] >> 8) & 255);
                line[(3 * x) + 2] += weight * (row[x] & 255);
            }
        }
    }

    /// <summary>The weights of four neighbours for a point <paramref name="offset"/> off the centre of its pixel, -1/2 to 1/2.</summary>
    private static float[] Weights(float offset)
    {
        float t = offset < 0 ? offset + 1 : offset;
        return [Kernel(1 + t), Kernel(t), Kernel(1 - t), Kernel(2 - t)];
    }

    private static float Kernel(float x) => x < 1 ? (((1.5f * x) - 2.5f) * x * x) + 1 : x < 2 ? (((((-0.5f * x) + 2.5f) * x) - 4) * x) + 2 : 0;

    private static int Byte(float value) => (int)Math.Clamp(value + 0.5f, 0, 255);
}
