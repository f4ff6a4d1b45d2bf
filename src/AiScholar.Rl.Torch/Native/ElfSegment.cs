using System.Buffers.Binary;

namespace AiScholar.Rl.Torch;

/// <summary>One program header of a 64-bit little-endian ELF file: a stretch of the file that is mapped into memory, or its dynamic section.</summary>
/// <param name="IsDynamic">True for the dynamic section, false for a loadable segment.</param>
/// <param name="Address">Where it will lie in memory, relative to the library's base.</param>
/// <param name="Offset">Where it lies in the file, in bytes.</param>
/// <param name="Size">Its length in the file, in bytes.</param>
internal readonly record struct ElfSegment(bool IsDynamic, ulong Address, ulong Offset, ulong Size)
{
    private const uint ProgramLoad = 1, ProgramDynamic = 2;
    private const int HeaderLength = 64, EntryLength = 56, MaximumSegments = 256, HeadLength = HeaderLength + (MaximumSegments * EntryLength);

    /// <summary>Reads the segments from a file's first bytes and checks that a file of <paramref name="fileLength"/> bytes holds them all.</summary>
    /// <exception cref="BadImageFormatException">The bytes begin no such file, or it is truncated.</exception>
    public static IReadOnlyList<ElfSegment> Read(ReadOnlySpan<byte> head, long fileLength)
    {
        if (head.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x464c457f)
            throw Malformed("it does not begin with an ELF header");
        if (head[4] != 2 || head[5] != 1)
            throw Malformed("it is not 64-bit little-endian");
        var table = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        var (size, count) = (BinaryPrimitives.ReadUInt16LittleEndian(head[54..]), BinaryPrimitives.ReadUInt16LittleEndian(head[56..]));
        if (count > MaximumSegments)
            throw Malformed($"it has more than {MaximumSegments} program headers");
        if (size != EntryLength || table > (ulong)head.Length || (ulong)count * EntryLength > (ulong)head.Length - table)
            throw Malformed("its program headers lie outside it");

        var segments = new List<ElfSegment>();
        for (var i = 0; i < count; i++)
        {
            var entry = head.Slice((int)table + (i * EntryLength), EntryLength);
            var type = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            if (type is not (ProgramLoad or ProgramDynamic))
                continue;
            var segment = new ElfSegment(
                type == ProgramDynamic,
                BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]));
            if (segment.Offset > (ulong)fileLength || segment.Size > (ulong)fileLength - segment.Offset)
                throw Malformed("it is truncated: a segment lies outside it");
            segments.Add(segment);
        }

        return segments;
    }

    /// <summary>Checks that a library is whole. Loading a truncated one ends the process with a bus error.</summary>
    /// <exception cref="BadImageFormatException">It is no 64-bit little-endian ELF file, or truncated.</exception>
    public static void CheckWhole(string path)
    {
        using var file = File.OpenHandle(path);
        var head = new byte[HeadLength];
        var read = RandomAccess.Read(file, head, 0);
        Read(head.AsSpan(0, read), RandomAccess.GetLength(file));
    }

    internal static BadImageFormatException Malformed(string why) => new($"The file is no loadable ELF library: {why}.");
}
