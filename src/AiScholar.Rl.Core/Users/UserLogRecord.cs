using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>
/// A record of the user log, little-endian: CRC-32C of the rest of the header (uint32), kind (byte), 3 zeros, lengths of scope and key (uint16 each) and of the
/// state (int32), the 128-bit hash, CRC-32C of the payload (uint32); then the payload: scope and key (UTF-8), state.
/// </summary>
internal readonly record struct UserLogRecord
{
    public const int HeaderLength = 36;
    public const byte Saved = 1;
    public const byte Removed = 2;
    private const int HashOffset = 16;
    private const int PayloadChecksumOffset = 32;

    public byte Kind { get; private init; }

    public int ScopeLength { get; private init; }

    public int KeyLength { get; private init; }

    public int StateLength { get; private init; }

    public UInt128 Hash { get; private init; }

    public uint PayloadChecksum { get; private init; }

    /// <summary>Header and payload.</summary>
    public long Length => HeaderLength + (long)PayloadLength;

    public int PayloadLength => ScopeLength + KeyLength + StateLength;

    /// <summary>The first half of the SHA-256 of scope and key, parted by a zero.</summary>
    public static UInt128 HashOf(string scope, string key)
    {
        byte[] text = new byte[Encoding.UTF8.GetByteCount(scope) + 1 + Encoding.UTF8.GetByteCount(key)];
        int length = Encoding.UTF8.GetBytes(scope, text);
        Encoding.UTF8.GetBytes(key, text.AsSpan(length + 1));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    public static byte[] Write(byte kind, UInt128 hash, string scope, string key, ReadOnlySpan<byte> state)
    {
        int scopeLength = Encoding.UTF8.GetByteCount(scope), keyLength = Encoding.UTF8.GetByteCount(key);
        byte[] record = new byte[HeaderLength + scopeLength + keyLength + state.Length];
        Span<byte> payload = record.AsSpan(HeaderLength);
        Encoding.UTF8.GetBytes(scope, payload);
        Encoding.UTF8.GetBytes(key, payload[scopeLength..]);
        state.CopyTo(payload[(scopeLength + keyLength)..]);
        Span<byte> header = record.AsSpan(0, HeaderLength);
        header[4] = kind;
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], checked((ushort)scopeLength));
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], checked((ushort)keyLength));
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], state.Length);
        BinaryPrimitives.WriteUInt128LittleEndian(header[HashOffset..], hash);
        BinaryPrimitives.WriteUInt32LittleEndian(header[PayloadChecksumOffset..], Crc32C.Compute(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(header, Crc32C.Compute(header[4..]));
        return record;
    }

    /// <summary>Reads a header; null when it is none.</summary>
    public static UserLogRecord? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != Crc32C.Compute(header[4..HeaderLength]))
            return null;
        var record = new UserLogRecord
        {
            Kind = header[4],
            ScopeLength = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]),
            KeyLength = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            StateLength = BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            Hash = BinaryPrimitives.ReadUInt128LittleEndian(header[HashOffset..]),
            PayloadChecksum = BinaryPrimitives.ReadUInt32LittleEndian(header[PayloadChecksumOffset..]),
        };
        return record.Kind is Saved or Removed && record.StateLength >= 0 ? record : null;
    }

    /// <summary>Whether the payload is whole.</summary>
    public bool IsIntact(ReadOnlySpan<byte> payload) => payload.Length == PayloadLength && Crc32C.Compute(payload) == PayloadChecksum;

    /// <summary>Whether the payload is of this scope and key.</summary>
    public bool IsOf(ReadOnlySpan<byte> payload, string scope, string key) =>
        Encoding.UTF8.GetString(payload[..ScopeLength]) == scope && Encoding.UTF8.GetString(payload.Slice(ScopeLength, KeyLength)) == key;
}
