using System.Buffers.Binary;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// The weights of the label network. On disk: the bytes <c>ALR1</c>, then for each layer its weights (outputs x inputs x rows x columns) and
/// biases as half-precision numbers, little-endian.
/// </summary>
internal sealed class LabelWeights
{
    private const string Resource = "AiScholar.Rl.MultiModal.Recognition.label-reader.bin";

    private static readonly Lazy<LabelWeights> Shipped = new(LoadShipped);

    private LabelWeights(float[][] kernels, float[][] biases) => (Kernels, Biases) = (kernels, biases);

    /// <summary>The weights that ship with the package.</summary>
    public static LabelWeights Default => Shipped.Value;

    public float[][] Kernels { get; }

    public float[][] Biases { get; }

    private static ReadOnlySpan<byte> Magic => "ALR1"u8;

    /// <exception cref="InvalidDataException">The bytes are not such weights.</exception>
    public static LabelWeights Read(ReadOnlySpan<byte> bytes)
    {
        int expected = Magic.Length + (2 * LabelLayer.All.Sum(layer => layer.Weights + layer.Outputs));
        if (!bytes.StartsWith(Magic) || bytes.Length != expected)
            throw new InvalidDataException($"The label network's weights must be {expected} bytes that start with ALR1; these are {bytes.Length}.");
        bytes = bytes[Magic.Length..];
        var kernels = new float[LabelLayer.All.Count][];
        var biases = new float[LabelLayer.All.Count][];
        for (int i = 0; i < kernels.Length; i++)
        {
            kernels[i] = Take(ref bytes, LabelLayer.All[i].Weights);
            biases[i] = Take(ref bytes, LabelLayer.All[i].Outputs);
        }

        return new LabelWeights(kernels, biases);
    }

    public static byte[] Write(IReadOnlyList<(float[] Kernel, float[] Bias)> layers)
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        Span<byte> half = stackalloc byte[2];
        foreach ((float[] kernel, float[] bias) in layers)
        {
            foreach (float value in kernel.Concat(bias))
            {
                BinaryPrimitives.WriteHalfLittleEndian(half, (Half)value);
                stream.Write(half);
            }
        }

        return stream.ToArray();
    }

    private static float[] Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
            if (!float.IsFinite(values[i]))
                throw new InvalidDataException("The label network's weights hold a number that is not finite.");
        }

        bytes = bytes[(2 * count)..];
        return values;
    }

    private static LabelWeights LoadShipped()
    {
        using Stream stream = typeof(LabelWeights).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"The assembly lacks its resource '{Resource}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }
}
