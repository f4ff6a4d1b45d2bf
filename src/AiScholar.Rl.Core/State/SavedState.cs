using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>
/// The envelope of saved state: "AISR", the length and name of its kind (ASCII), the format version (int32), the payload's length (int64),
/// the payload, and the SHA-256 of all before it. Little-endian.
/// </summary>
internal static class SavedState
{
    private const int ChecksumLength = 32;
    private static readonly byte[] Magic = "AISR"u8.ToArray();

    public static async ValueTask WriteAsync(Stream destination, string kind, int version, byte[] payload, CancellationToken cancellationToken)
    {
        byte[] header = new byte[Magic.Length + 1 + kind.Length + sizeof(int) + sizeof(long)];
        Magic.CopyTo(header, 0);
        header[Magic.Length] = (byte)kind.Length;
        Encoding.ASCII.GetBytes(kind, header.AsSpan(Magic.Length + 1));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length + 1 + kind.Length), version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(header.Length - sizeof(long)), payload.Length);
        await destination.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        await destination.WriteAsync(payload, cancellationToken).ConfigureAwait(false);
        await destination.WriteAsync(Checksum(header, payload), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="StateException">The state is damaged, of another kind, or of a newer version.</exception>
    public static async ValueTask<byte[]> ReadAsync(Stream source, string kind, int newestVersion, CancellationToken cancellationToken) =>
        (await ReadVersionAsync(source, kind, newestVersion, cancellationToken).ConfigureAwait(false)).Payload;

    /// <summary>As <see cref="ReadAsync"/>, with the version it was written with.</summary>
    /// <exception cref="StateException">The state is damaged, of another kind, or of a newer version.</exception>
    public static async ValueTask<(int Version, byte[] Payload)> ReadVersionAsync(Stream source, string kind, int newestVersion, CancellationToken cancellationToken)
    {
        (string found, int version, byte[] payload) = await ReadAnyAsync(source, cancellationToken).ConfigureAwait(false);
        if (found != kind)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved state is of '{found}'; '{kind}' cannot load it.");
        if (version < 1 || version > newestVersion)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"The saved state of '{kind}' has format {version}; this version reads formats 1 to {newestVersion}.");
        return (version, payload);
    }

    /// <summary>Reads state of any kind and version.</summary>
    /// <exception cref="StateException">The state is damaged.</exception>
    public static async ValueTask<(string Kind, int Version, byte[] Payload)> ReadAnyAsync(Stream source, CancellationToken cancellationToken)
    {
        byte[] start = await ReadExactlyAsync(source, Magic.Length + 1, cancellationToken).ConfigureAwait(false);
        if (!start.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new StateException("This is not saved state of AiScholar.Rl: its first bytes are wrong.");
        int kindLength = start[^1];
        byte[] rest = await ReadExactlyAsync(source, kindLength + sizeof(int) + sizeof(long), cancellationToken).ConfigureAwait(false);
        string kind = Encoding.ASCII.GetString(rest, 0, kindLength);
        int version = BinaryPrimitives.ReadInt32LittleEndian(rest.AsSpan(kindLength));
        long length = BinaryPrimitives.ReadInt64LittleEndian(rest.AsSpan(kindLength + sizeof(int)));
        if (length is < 0 or > int.MaxValue - 64)
            throw new StateException($"The saved state of '{kind}' gives a length of {length} bytes.");
        byte[] payload = await ReadExactlyAsync(source, (int)length, cancellationToken).ConfigureAwait(false);
        byte[] checksum = await ReadExactlyAsync(source, ChecksumLength, cancellationToken).ConfigureAwait(false);
        if (!checksum.AsSpan().SequenceEqual(Checksum([.. start, .. rest], payload)))
            throw new StateException($"The saved state of '{kind}' is damaged: its checksum does not match.");
        return (kind, version, payload);
    }

    private static byte[] Checksum(byte[] header, byte[] payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }

    /// <summary>Reads in pieces: a damaged length must not allocate what is not there.</summary>
    private static async ValueTask<byte[]> ReadExactlyAsync(Stream source, int length, CancellationToken cancellationToken)
    {
        const int Piece = 1 << 20;
        using var result = new MemoryStream(Math.Min(length, Piece));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(length, 1), Piece));
        try
        {
            while (result.Length < length)
            {
                int wanted = (int)Math.Min(buffer.Length, length - result.Length);
                int read = await source.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw new StateException($"The saved state is truncated: {length - result.Length} bytes are missing.");
                result.Write(buffer, 0, read);
            }

            return result.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
