using System.Numerics.Tensors;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// The network that reads labels: convolutions down to one row, then a class for every second column.
/// </summary>
/// <remarks>
/// A convolutional recogniser with a connectionist temporal classification output (A. Graves et al., ICML 2006; B. Shi, X. Bai, C. Yao, TPAMI 2017,
/// without the recurrent layers). Each plane is kept with two empty columns on either side and an empty row above and below, so that a
/// kernel tap is one multiply-add over the whole plane.
/// </remarks>
internal static class LabelNetwork
{
    private const int Side = 2;

    /// <summary>Log probabilities, a row of <see cref="GlyphAlphabet.Classes"/> for each step from left to right.</summary>
    public static float[][] Forward(LabelWeights weights, InkPlane line)
    {
        (int height, int width) = (line.Height, line.Width);
        float[][] planes = [Pad(line)];
        for (int i = 0; i < LabelLayer.All.Count; i++)
        {
            LabelLayer layer = LabelLayer.All[i];
            planes = Convolve(layer, weights.Kernels[i], weights.Biases[i], planes, ref height, width);
            if (layer.PoolRows > 1)
                planes = [.. planes.Select(plane => Pool(plane, height, width, layer.PoolRows, layer.PoolColumns))];
            (height, width) = (height / layer.PoolRows, width / layer.PoolColumns);
        }

        return LogSoftmax(planes, width);
    }

    private static int Stride(int width) => width + (2 * Side);

    private static float[] Pad(InkPlane line)
    {
        var plane = new float[(line.Height + 2) * Stride(line.Width)];
        for (int y = 0; y < line.Height; y++)
            line.Row(y).CopyTo(plane.AsSpan(((y + 1) * Stride(line.Width)) + Side));
        return plane;
    }

    private static float[][] Convolve(LabelLayer layer, float[] kernel, float[] bias, float[][] inputs, ref int height, int width)
    {
        int stride = Stride(width), rows = layer.PadRows ? height : height - layer.KernelHeight + 1;
        int length = ((rows - 1) * stride) + width, start = stride + Side;
        int up = layer.PadRows ? layer.KernelHeight / 2 : 0, left = layer.KernelWidth / 2;
        var outputs = new float[layer.Outputs][];
        for (int o = 0; o < outputs.Length; o++)
        {
            float[] plane = outputs[o] = new float[(rows + 2) * stride];
            Span<float> target = plane.AsSpan(start, length);
            target.Fill(bias[o]);
            int tap = o * layer.Inputs * layer.KernelHeight * layer.KernelWidth;
            foreach (float[] input in inputs)
            {
                for (int ky = 0; ky < layer.KernelHeight; ky++)
                {
                    for (int kx = 0; kx < layer.KernelWidth; kx++, tap++)
                        TensorPrimitives.MultiplyAdd(input.AsSpan(start + ((ky - up) * stride) + kx - left, length), kernel[tap], target, target);
                }
            }

            if (layer.Rectify)
                TensorPrimitives.Max(target, 0f, target);
            ClearSides(plane, rows, width);
        }

        height = rows;
        return outputs;
    }

    private static void ClearSides(float[] plane, int rows, int width)
    {
        int stride = Stride(width);
        for (int y = 1; y <= rows; y++)
        {
            plane.AsSpan(y * stride, Side).Clear();
            plane.AsSpan((y * stride) + Side + width, Side).Clear();
        }
    }

    private static float[] Pool(float[] plane, int height, int width, int rows, int columns)
    {
        int from = Stride(width), to = Stride(width / columns);
        var pooled = new float[((height / rows) + 2) * to];
        for (int y = 0; y < height / rows; y++)
        {
            for (int x = 0; x < width / columns; x++)
            {
                float best = float.MinValue;
                for (int j = 0; j < rows; j++)
                {
                    for (int i = 0; i < columns; i++)
                        best = Math.Max(best, plane[(((y * rows) + j + 1) * from) + Side + (x * columns) + i]);
                }

                pooled[((y + 1) * to) + Side + x] = best;
            }
        }

        return pooled;
    }

    private static float[][] LogSoftmax(float[][] planes, int width)
    {
        var steps = new float[width][];
        for (int t = 0; t < width; t++)
        {
            float[] step = steps[t] = new float[planes.Length];
            for (int c = 0; c < planes.Length; c++)
                step[c] = planes[c][Stride(width) + Side + t];
            float max = TensorPrimitives.Max<float>(step);
            TensorPrimitives.Subtract(step, max, step);
            float sum = 0;
            foreach (float value in step)
                sum += MathF.Exp(value);
            TensorPrimitives.Subtract(step, MathF.Log(sum), step);
        }

        return steps;
    }
}
