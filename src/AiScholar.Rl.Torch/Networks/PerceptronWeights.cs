using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.Torch;

/// <summary>
/// A multilayer perceptron's weights in managed memory: ReLU between layers, none after the last. Immutable, so that any thread may run it without libtorch, and no tensor
/// outlives a training.
/// </summary>
internal sealed class PerceptronWeights
{
    private PerceptronWeights(int[] widths, float[][] matrices, float[][] biases) => (Widths, Matrices, Biases) = (widths, matrices, biases);

    /// <summary>Input, hidden layers, output.</summary>
    public int[] Widths { get; }

    /// <summary>One a layer, [outputs, inputs] row by row.</summary>
    public float[][] Matrices { get; }

    public float[][] Biases { get; }

    public int Layers => Matrices.Length;

    public int InputWidth => Widths[0];

    /// <summary>Width of the last hidden layer.</summary>
    public int FeatureWidth => Widths[^2];

    public int OutputWidth => Widths[^1];

    public static PerceptronWeights Of(int[] widths, float[][] matrices, float[][] biases) => new(widths, matrices, biases);

    /// <summary>Uniform on ±sqrt(6 / inputs), biases 0: He et al., "Delving Deep into Rectifiers", 2015, equation 10; the last layer a tenth of it, so that it starts near 0.</summary>
    public static PerceptronWeights Create(int[] widths, Random random)
    {
        var matrices = new float[widths.Length - 1][];
        for (var layer = 0; layer < matrices.Length; layer++)
        {
            var bound = Math.Sqrt(6.0 / widths[layer]) * (layer == matrices.Length - 1 ? 0.1 : 1);
            matrices[layer] = new float[widths[layer] * widths[layer + 1]];
            foreach (ref var weight in matrices[layer].AsSpan())
                weight = (float)(bound * ((2 * random.NextDouble()) - 1));
        }

        return new PerceptronWeights(widths, matrices, [.. widths.Skip(1).Select(width => new float[width])]);
    }

    /// <summary>The last layer's outputs.</summary>
    public float[] Forward(ReadOnlySpan<float> input) => Run(input, Layers);

    /// <summary>The last hidden layer.</summary>
    public float[] Features(ReadOnlySpan<float> input) => Run(input, Layers - 1);

    /// <summary>The layers as tensors of a checkpoint.</summary>
    public IEnumerable<CheckpointTensor> ToCheckpoint(string prefix)
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            yield return Saved($"{prefix}.{layer}.weight", Matrices[layer], [Widths[layer + 1], Widths[layer]]);
            yield return Saved($"{prefix}.{layer}.bias", Biases[layer], [Widths[layer + 1]]);
        }
    }

    /// <summary>The widths as text, for a checkpoint's metadata.</summary>
    public string Describe() => string.Join(' ', Widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));

    /// <exception cref="StateException">A layer is absent, of another shape, or holds a number that is not finite.</exception>
    public static PerceptronWeights FromCheckpoint(Checkpoint checkpoint, string prefix, string description)
    {
        var widths = description.Split(' ').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 1 << 21 ? width : throw new StateException("The checkpoint is damaged: its widths cannot be read.")).ToArray();
        if (widths.Length is < 2 or > 16)
            throw new StateException("The checkpoint is damaged: its network has no layers, or too many.");
        var (matrices, biases) = (new float[widths.Length - 1][], new float[widths.Length - 1][]);
        for (var layer = 0; layer < matrices.Length; layer++)
        {
            matrices[layer] = Read(checkpoint, $"{prefix}.{layer}.weight", (long)widths[layer + 1] * widths[layer]);
            biases[layer] = Read(checkpoint, $"{prefix}.{layer}.bias", widths[layer + 1]);
        }

        return new PerceptronWeights(widths, matrices, biases);
    }

    public static CheckpointTensor Saved(string name, float[] values, long[] shape) =>
        new() { Name = name, ElementType = "float32", Shape = shape, Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };

    /// <exception cref="StateException">It is absent, of another size, or holds a number that is not finite.</exception>
    public static float[] Read(Checkpoint checkpoint, string name, long count)
    {
        var saved = checkpoint.Tensors.FirstOrDefault(tensor => tensor.Name == name && tensor.ElementType == "float32" && tensor.Data.Length == count * sizeof(float))
            ?? throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The checkpoint has no tensor '{name}' of {count} float32 numbers.");
        var values = MemoryMarshal.Cast<byte, float>(saved.Data.Span).ToArray();
        return Array.TrueForAll(values, float.IsFinite) ? values : throw new StateException($"The checkpoint is damaged: its tensor '{name}' holds a number that is not finite.");
    }

    private float[] Run(ReadOnlySpan<float> input, int layers)
    {
        var current = input;
        var output = Array.Empty<float>();
        for (var layer = 0; layer < layers; layer++)
        {
            output = new float[Widths[layer + 1]];
            for (var row = 0; row < output.Length; row++)
            {
                var sum = TensorPrimitives.Dot(Matrices[layer].AsSpan(row * current.Length, current.Length), current) + Biases[layer][row];
                output[row] = layer < Layers - 1 ? MathF.Max(0, sum) : sum;
            }

            current = output;
        }

        return layers == 0 ? input.ToArray() : output;
    }
}
