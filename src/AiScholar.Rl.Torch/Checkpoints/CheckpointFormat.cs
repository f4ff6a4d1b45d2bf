using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The container of checkpoints. All numbers are little-endian: 8 bytes of magic, the format version (int32), the payload's length (int64), the payload's
/// SHA-256 (32 bytes), and the payload: the length of a JSON header (int32), the header, and the tensors' bytes where the header says.
/// </summary>
internal static class CheckpointFormat
{
    public const int Version = 1;
    public const int PrefixLength = 8 + 4 + 8 + 32;
    private const int MaximumDimensions = 16;

    private static ReadOnlySpan<byte> Magic => "AISRLCKP"u8;

    /// <summary>The container's bytes.</summary>
    public static byte[] Write(Checkpoint checkpoint)
    {
        var entries = new List<CheckpointHeader.Entry>();
        var offset = 0L;
        foreach (var tensor in checkpoint.Tensors)
        {
            entries.Add(new CheckpointHeader.Entry { Name = tensor.Name, ElementType = tensor.ElementType, Shape = [.. tensor.Shape], Offset = offset });
            offset += tensor.Data.Length;
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(
            new CheckpointHeader { Kind = checkpoint.Kind, ModelVersion = checkpoint.ModelVersion, Metadata = new(checkpoint.Metadata), Tensors = entries },
            CheckpointJsonContext.Default.CheckpointHeader);
        var file = new byte[checked(PrefixLength + 4 + header.Length + (int)offset)];
        var payload = file.AsSpan(PrefixLength);
        BinaryPrimitives.WriteInt32LittleEndian(payload, header.Length);
        header.CopyTo(payload[4..]);
        var data = payload[(4 + header.Length)..];
        foreach (var tensor in checkpoint.Tensors)
        {
            tensor.Data.Span.CopyTo(data);
            data = data[tensor.Data.Length..];
        }

        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(12), payload.Length);
        SHA256.HashData(payload, file.AsSpan(20));
        return file;
    }

    /// <summary>The length of the payload that follows the prefix.</summary>
    /// <exception cref="StateException">The prefix is of no checkpoint, of a newer format, or the payload is over the limit.</exception>
    public static int ReadPayloadLength(ReadOnlySpan<byte> prefix, long maximumBytes)
    {
        if (prefix.Length >= Magic.Length && !prefix.StartsWith(Magic))
            throw new StateException("This is no checkpoint of AiScholar.Rl: it does not begin with the format's magic bytes.");
        if (prefix.Length < PrefixLength)
            throw new StateException($"The checkpoint is truncated: it has {prefix.Length} bytes, and its prefix alone takes {PrefixLength}.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(prefix[8..]);
        if (version > Version)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"The checkpoint has format version {version}; this version reads 1 to {Version}. Update AiScholar.Rl.Torch.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(prefix[12..]);
        if (version < 1 || length < 4)
            throw new StateException("The checkpoint is damaged: its format version or length is impossible.");
        return length <= maximumBytes
            ? (int)length
            : throw new StateException($"The checkpoint states a length of {length} bytes; the limit is {maximumBytes} (Torch:MaximumCheckpointBytes).");
    }

    /// <summary>Reads a container's payload after checking it against its prefix.</summary>
    /// <exception cref="StateException">The checksum or the structure is wrong.</exception>
    public static Checkpoint ReadPayload(ReadOnlySpan<byte> prefix, ReadOnlyMemory<byte> payload)
    {
        if (!SHA256.HashData(payload.Span).AsSpan().SequenceEqual(prefix[20..PrefixLength]))
            throw new StateException("The checkpoint is damaged: its checksum does not match.");
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(payload.Span);
        if (headerLength < 0 || headerLength > payload.Length - 4)
            throw new StateException("The checkpoint is damaged: its header does not fit into it.");
        var header = ReadHeader(payload.Span.Slice(4, headerLength));
        var data = payload[(4 + headerLength)..];
        return new Checkpoint
        {
            Kind = header.Kind,
            ModelVersion = header.ModelVersion,
            Metadata = header.Metadata,
            Tensors = [.. header.Tensors.Select(entry => ReadTensor(entry, data))],
        };
    }

    private static CheckpointHeader ReadHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            var header = JsonSerializer.Deserialize(json, CheckpointJsonContext.Default.CheckpointHeader) ?? throw new JsonException("The header is null.");
            return header.Tensors.Any(entry => entry is null) || header.Tensors.Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Count() != header.Tensors.Count
                ? throw new JsonException("A tensor is null or named twice.")
                : header;
        }
        catch (JsonException exception)
        {
            throw new StateException("The checkpoint is damaged: its header cannot be read.", exception);
        }
    }

    private static CheckpointTensor ReadTensor(CheckpointHeader.Entry entry, ReadOnlyMemory<byte> data)
    {
        var length = entry.Shape.Count > MaximumDimensions ? null : CheckpointTensor.ByteCount(entry.ElementType, entry.Shape);
        return length is { } bytes && entry.Offset >= 0 && entry.Offset <= data.Length && bytes <= data.Length - entry.Offset
            ? new CheckpointTensor { Name = entry.Name, ElementType = entry.ElementType, Shape = entry.Shape, Data = data.Slice((int)entry.Offset, (int)bytes) }
            : throw new StateException($"The checkpoint is damaged: tensor '{entry.Name}' of type {entry.ElementType} and shape [{string.Join(", ", entry.Shape)}] does not fit into it.");
    }
}
