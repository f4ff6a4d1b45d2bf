using System.Buffers.Binary;
using System.Text;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Reads what the version-flag cure needs from a 64-bit little-endian ELF file: the version needs and the undefined symbols
/// behind them. Every offset is checked against the file, so hostile bytes end in <see cref="BadImageFormatException"/>.
/// </summary>
/// <remarks>Layouts: System V ABI (gABI), "Program Header" and "Dynamic Section"; Linux Standard Base, "Symbol Versioning".</remarks>
internal sealed class ElfImage
{
    private const ulong TagStringTable = 5, TagSymbolTable = 6, TagRela = 7, TagRelaSize = 8, TagStringSize = 10, TagPltRelSize = 2, TagJmpRel = 23,
        TagGnuHash = 0x6ffffef5, TagVersionSymbols = 0x6ffffff0, TagVersionNeeds = 0x6ffffffe, TagVersionNeedCount = 0x6fffffff;

    private const int MaximumVersionNeeds = 4_096, MaximumNameLength = 4_096;

    private readonly byte[] _file;
    private readonly IReadOnlyList<ElfSegment> _segments;
    private readonly Dictionary<ulong, ulong> _dynamic = [];

    private ElfImage(byte[] file) => (_file, _segments) = (file, ElfSegment.Read(file, file.Length));

    /// <summary>The version needs, in file order.</summary>
    public IReadOnlyList<ElfVersionNeed> VersionNeeds { get; private set; } = [];

    /// <summary>Reads the headers and the version needs of <paramref name="file"/>, which is kept, not copied.</summary>
    /// <exception cref="BadImageFormatException">The bytes are no such file, or an offset in them leads outside it.</exception>
    public static ElfImage Parse(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var image = new ElfImage(file);
        image.ReadDynamicSection();
        image.VersionNeeds = image.ReadVersionNeeds();
        return image;
    }

    /// <summary>The undefined symbols bound to the version with index <paramref name="versionIndex"/>.</summary>
    /// <exception cref="BadImageFormatException">A table that this needs is missing or leads outside the file.</exception>
    public IReadOnlyList<ElfSymbolUse> UndefinedSymbols(ushort versionIndex)
    {
        // The GNU hash table covers only defined symbols; every symbol before its first index is undefined or local.
        var undefined = UInt32(OffsetOf(Required(TagGnuHash, "DT_GNU_HASH"), 16) + 4);
        var symbols = OffsetOf(Required(TagSymbolTable, "DT_SYMTAB"), 24UL * undefined);
        var versions = OffsetOf(Required(TagVersionSymbols, "DT_VERSYM"), 2UL * undefined);
        var names = new Dictionary<uint, string>();
        for (uint i = 1; i < undefined; i++)
        {
            if ((UInt16(versions + (2 * (int)i)) & 0x7fff) == versionIndex)
                names[i] = Name(UInt32(symbols + (24 * (int)i)));
        }

        var relocated = new HashSet<uint>();
        CollectRelocated(TagRela, TagRelaSize, relocated);
        CollectRelocated(TagJmpRel, TagPltRelSize, relocated);
        return [.. names.Select(pair => new ElfSymbolUse(pair.Value, relocated.Contains(pair.Key)))];
    }

    private void ReadDynamicSection()
    {
        if (_segments.FirstOrDefault(segment => segment.IsDynamic) is not { IsDynamic: true } dynamic)
            throw Malformed("it has no dynamic section");
        for (var at = (int)dynamic.Offset; at + 16 <= (int)(dynamic.Offset + dynamic.Size) && UInt64(at) != 0; at += 16)
            _dynamic.TryAdd(UInt64(at), UInt64(at + 8));
    }

    private List<ElfVersionNeed> ReadVersionNeeds()
    {
        var needs = new List<ElfVersionNeed>();
        if (!_dynamic.TryGetValue(TagVersionNeeds, out var address))
            return needs;
        for (var left = Required(TagVersionNeedCount, "DT_VERNEEDNUM"); left > 0; left--)
        {
            var at = OffsetOf(address, 16);
            if (UInt16(at) != 1)
                throw Malformed("it has a version need of an unknown layout");
            var library = Name(UInt32(at + 4));
            var next = address + UInt32(at + 8);
            for (var entries = UInt16(at + 2); entries > 0; entries--)
            {
                var entry = OffsetOf(next, 16);
                if (needs.Count == MaximumVersionNeeds)
                    throw Malformed($"it has more than {MaximumVersionNeeds} version needs");
                needs.Add(new ElfVersionNeed(library, Name(UInt32(entry + 8)), UInt16(entry + 4), UInt16(entry + 6), entry + 4));
                next = Step(next, UInt32(entry + 12), entries > 1);
            }

            address = Step(address, UInt32(at + 12), left > 1);
        }

        return needs;
    }

    private static ulong Step(ulong address, uint next, bool more) =>
        more && next == 0 ? throw Malformed("its version needs end before their count") : address + next;

    private void CollectRelocated(ulong table, ulong tableSize, HashSet<uint> symbols)
    {
        if (!_dynamic.TryGetValue(table, out var address))
            return;
        var size = Required(tableSize, "a relocation table's size");
        var start = OffsetOf(address, size);
        for (var at = start; at + 24 <= start + (int)size; at += 24)
            symbols.Add((uint)(UInt64(at + 8) >> 32));
    }

    private ulong Required(ulong tag, string name) =>
        _dynamic.TryGetValue(tag, out var value) ? value : throw Malformed($"its dynamic section lacks {name}");

    /// <summary>The file offset of <paramref name="length"/> bytes that will lie at <paramref name="address"/> in memory.</summary>
    private int OffsetOf(ulong address, ulong length)
    {
        foreach (var segment in _segments)
        {
            if (segment.IsDynamic || address < segment.Address || address - segment.Address > segment.Size)
                continue;
            var inside = address - segment.Address;
            if (length <= segment.Size - inside)
                return (int)(segment.Offset + inside);
        }

        throw Malformed($"address 0x{address:x} with {length} bytes lies in none of its segments");
    }

    private string Name(uint offset)
    {
        var size = Required(TagStringSize, "DT_STRSZ");
        var table = OffsetOf(Required(TagStringTable, "DT_STRTAB"), size);
        if (offset >= size)
            throw Malformed("a name lies outside its string table");
        var left = _file.AsSpan(table + (int)offset, (int)Math.Min(size - offset, MaximumNameLength));
        var end = left.IndexOf((byte)0);
        return end < 0 ? throw Malformed("a name in it does not end") : Encoding.ASCII.GetString(left[..end]);
    }

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at));

    private ulong UInt64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at));

    private static BadImageFormatException Malformed(string why) => ElfSegment.Malformed(why);
}
