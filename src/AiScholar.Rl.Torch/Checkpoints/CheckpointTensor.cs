namespace AiScholar.Rl.Torch;

/// <summary>A tensor in a checkpoint: row-major, little-endian.</summary>
internal sealed record CheckpointTensor
{
    /// <summary>Its name, unique in the checkpoint.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its elements, as libtorch names it, such as <c>float32</c>.</summary>
    public required string ElementType { get; init; }

    /// <summary>Its dimensions; empty for a single number.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>Its elements' bytes.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>How many bytes such a tensor takes; null when the type is unknown, a dimension negative, or the size beyond what memory can hold.</summary>
    public static long? ByteCount(string elementType, IReadOnlyList<long> shape)
    {
        var count = (Int128)ElementSize(elementType);
        if (count == 0)
            return null;
        foreach (var dimension in shape)
        {
            if (dimension < 0 || (count *= dimension) > Array.MaxLength)
                return null;
        }

        return (long)count;
    }

    private static int ElementSize(string elementType) => elementType switch
    {
        "bool" or "uint8" or "int8" => 1,
        "int16" or "float16" or "bfloat16" => 2,
        "int32" or "float32" => 4,
        "int64" or "float64" => 8,
        _ => 0,
    };
}
