using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.MultiModal;

/// <summary>How large a packed stream becomes, without keeping what is unpacked.</summary>
internal static class UnpackedSize
{
    /// <summary>No deflate stream unpacks to more than this many times its size (RFC 1951: a match of 258 bytes takes 2 bits).</summary>
    private const long LargestFlateRatio = 1032;

    /// <summary>A code of 12 bits stands for 3,838 bytes at most (ISO 32000-1, 7.4.4).</summary>
    private const long LargestLzwRatio = 2_560;

    public static bool IsFlateOver(ReadOnlyMemory<byte> packed, long limit)
    {
        if (packed.Length * LargestFlateRatio <= limit)
            return false;
        using var stream = new ZLibStream(Open(packed), CompressionMode.Decompress);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
        long size = 0;
        try
        {
            for (int read = stream.Read(buffer); read > 0 && size <= limit; read = stream.Read(buffer))
                size += read;
        }
        catch (InvalidDataException)
        {
            // Damaged from here on; what a lenient reader gets is what came before.
        }

        return size > limit;
    }

    public static bool IsLzwOver(ReadOnlySpan<byte> packed, long limit)
    {
        if (packed.Length * LargestLzwRatio <= limit)
            return false;
        // An entry's length is that of the entry before it plus one; the text itself is not needed.
        Span<int> lengths = stackalloc int[4096];
        lengths[..256].Fill(1);
        int next = 258, width = 9, previous = 0, bits = 0, held = 0;
        long size = 0;
        foreach (byte value in packed)
        {
            held = (held << 8) | value;
            bits += 8;
            if (bits < width)
                continue;
            int code = (held >> (bits - width)) & ((1 << width) - 1);
            bits -= width;
            held &= (1 << bits) - 1;
            if (code == 257)
                break;
            if (code == 256)
            {
                next = 258;
                width = 9;
                previous = 0;
                continue;
            }

            int length = code < next ? Math.Max(1, lengths[code]) : previous + 1;
            size += length;
            if (size > limit)
                return true;
            if (previous > 0 && next < 4096)
                lengths[next++] = previous + 1;
            previous = length;
            width = next switch { >= 2047 => 12, >= 1023 => 11, >= 511 => 10, _ => 9 };
        }

        return false;
    }

    /// <summary>The size of a run-length stream in bytes (ISO 32000-1, 7.4.5).</summary>
    public static long RunLength(ReadOnlySpan<byte> packed)
    {
        long size = 0;
        for (int i = 0; i < packed.Length && packed[i] != 128; i += packed[i] < 128 ? packed[i] + 2 : 2)
            size += packed[i] < 128 ? packed[i] + 1 : 257 - packed[i];
        return size;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> packed)
        => MemoryMarshal.TryGetArray(packed, out ArraySegment<byte> segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(packed.ToArray(), writable: false);
}
