using System.Buffers.Binary;
using System.Text;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>Writes the smallest ELF library that has version needs, undefined symbols and a relocation.</summary>
internal static class ElfBuilder
{
    private const ulong Base = 0x10000;

    /// <summary>One needed version of one library, with the symbols bound to it and whether each is relocated against.</summary>
    internal sealed record Need(string Library, string Version, ushort Index, params (string Symbol, bool Relocated)[] Symbols);

    public static byte[] Build(params Need[] needs)
    {
        var strings = new MemoryStream();
        strings.WriteByte(0);
        uint Name(string text)
        {
            var at = (uint)strings.Position;
            strings.Write(Encoding.ASCII.GetBytes(text + "\0"));
            return at;
        }

        var symbols = needs.SelectMany(need => need.Symbols.Select(symbol => (Name: Name(symbol.Symbol), need.Index, symbol.Relocated))).ToList();
        var needNames = needs.Select(need => (Library: Name(need.Library), Version: Name(need.Version))).ToList();
        while (strings.Position % 8 != 0)
            strings.WriteByte(0);

        // header, 2 program headers, dynamic (10 entries), hash, symbols, versions, needs, relocations, strings
        const int dynamicAt = 64 + (2 * 56);
        const int hashAt = dynamicAt + (10 * 16);
        const int symbolsAt = hashAt + 16;
        var versionsAt = symbolsAt + (24 * (symbols.Count + 1));
        var needsAt = Align(versionsAt + (2 * (symbols.Count + 1)));
        var relocationsAt = needsAt + (32 * needs.Length);
        var relocated = symbols.Index().Where(symbol => symbol.Item.Relocated).ToList();
        var stringsAt = relocationsAt + (24 * relocated.Count);
        var file = new byte[stringsAt + (int)strings.Length];

        Span<byte> At(int offset) => file.AsSpan(offset);
        void U16(int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(At(offset), (ushort)value);
        void U32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(At(offset), value);
        void U64(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(At(offset), value);

        "\u007fELF"u8.CopyTo(At(0));
        file[4] = 2;
        file[5] = 1;
        U64(32, 64);
        U16(54, 56);
        U16(56, 2);
        Segment(64, 1, 0, file.Length);
        Segment(64 + 56, 2, dynamicAt, 10 * 16);
        void Segment(int offset, uint type, int from, int length)
        {
            U32(offset, type);
            U64(offset + 8, (ulong)from);
            U64(offset + 16, Base + (ulong)from);
            U64(offset + 32, (ulong)length);
        }

        (ulong Tag, ulong Value)[] dynamic =
        [
            (5, Base + (ulong)stringsAt), (10, (ulong)strings.Length), (6, Base + symbolsAt), (0x6ffffef5, Base + hashAt),
            (0x6ffffff0, Base + (ulong)versionsAt), (0x6ffffffe, Base + (ulong)needsAt), (0x6fffffff, (ulong)needs.Length),
            (7, Base + (ulong)relocationsAt), (8, (ulong)(24 * relocated.Count)), (0, 0),
        ];
        foreach (var (i, entry) in dynamic.Index())
        {
            U64(dynamicAt + (16 * i), entry.Tag);
            U64(dynamicAt + (16 * i) + 8, entry.Value);
        }

        U32(hashAt, 1);
        U32(hashAt + 4, (uint)symbols.Count + 1);
        foreach (var (i, symbol) in symbols.Index())
        {
            U32(symbolsAt + (24 * (i + 1)), symbol.Name);
            U16(versionsAt + (2 * (i + 1)), symbol.Index);
        }

        foreach (var (i, need) in needs.Index())
        {
            var at = needsAt + (32 * i);
            U16(at, 1);
            U16(at + 2, 1);
            U32(at + 4, needNames[i].Library);
            U32(at + 8, 16);
            U32(at + 12, i + 1 < needs.Length ? 32u : 0);
            U16(at + 16 + 6, need.Index);
            U32(at + 16 + 8, needNames[i].Version);
        }

        foreach (var (i, symbol) in relocated.Index())
            U64(relocationsAt + (24 * i) + 8, (ulong)(symbol.Index + 1) << 32);
        strings.ToArray().CopyTo(file.AsSpan(stringsAt));
        return file;
    }

    private static int Align(int offset) => (offset + 7) / 8 * 8;
}
