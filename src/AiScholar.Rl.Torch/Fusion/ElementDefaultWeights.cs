using System.Runtime.InteropServices;

namespace AiScholar.Rl.Torch;

/// <summary>The weights that ship in the assembly, one checkpoint an integrator, in half precision. The repository's training tool makes them.</summary>
internal static class ElementDefaultWeights
{
    /// <summary>The checkpoint of an integrator; null when the assembly holds none.</summary>
    public static Checkpoint? Read(string integrator)
    {
        using var stream = typeof(ElementDefaultWeights).Assembly.GetManifestResourceStream($"AiScholar.Rl.Torch.Fusion.element-fusion-{integrator}.bin");
        if (stream is null)
            return null;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        CheckpointFormat.ReadPayloadLength(file.AsSpan(0, CheckpointFormat.PrefixLength), file.Length);
        return CheckpointFormat.ReadPayload(file.AsSpan(0, CheckpointFormat.PrefixLength), file.AsMemory(CheckpointFormat.PrefixLength));
    }

    /// <summary>The same checkpoint with its single-precision tensors in half precision.</summary>
    public static Checkpoint ToHalf(Checkpoint checkpoint) => checkpoint with { Tensors = [.. checkpoint.Tensors.Select(ToHalf)] };

    private static CheckpointTensor ToHalf(CheckpointTensor tensor)
    {
        if (tensor.ElementType != "float32")
            return tensor;
        Half[] values = [.. MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray().Select(value => (Half)value)];
        return tensor with { ElementType = "float16", Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };
    }
}
