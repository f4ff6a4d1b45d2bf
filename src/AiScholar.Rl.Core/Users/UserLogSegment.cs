using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AiScholar.Rl.Core;

/// <summary>One file of the user log: "AISU", the format (int32), then records. Appended to and counted under the store's lock; read by anybody.</summary>
internal sealed class UserLogSegment : IDisposable
{
    public const int Version = 1;
    public const int FileHeaderLength = 8;
    private const string Prefix = "users-";
    private const string Extension = ".log";
    private readonly SafeFileHandle _handle;

    private UserLogSegment(long id, string path, SafeFileHandle handle) => (Id, Path, _handle) = (id, path, handle);

    public long Id { get; }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Bytes of records that are still needed.</summary>
    public long LiveBytes { get; set; }

    public long DeadBytes => Length - FileHeaderLength - LiveBytes;

    public static UserLogSegment Create(string folder, long id)
    {
        string path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id:D10}{Extension}"));
        SafeFileHandle handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        var segment = new UserLogSegment(id, path, handle);
        Span<byte> header = stackalloc byte[FileHeaderLength];
        "AISU"u8.CopyTo(header);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(header[4..], Version);
        segment.Append(header);
        return segment;
    }

    /// <summary>The segments of a folder, by age. One without a whole file header, which a crash can leave, is deleted.</summary>
    /// <exception cref="StateException">A file is not of this format, or of a newer one.</exception>
    public static List<UserLogSegment> OpenAll(string folder)
    {
        var segments = new List<UserLogSegment>();
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (!long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path.AsSpan())[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                continue;
            SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            var segment = new UserLogSegment(id, path, handle) { Length = RandomAccess.GetLength(handle) };
            if (segment.Length < FileHeaderLength)
            {
                segment.Delete();
                continue;
            }

            segments.Add(segment);
            segment.CheckFileHeader();
        }

        return segments;
    }

    /// <summary>The record at an offset with its payload not yet read; null when there is none.</summary>
    public UserLogRecord? ReadHeader(long offset)
    {
        Span<byte> header = stackalloc byte[UserLogRecord.HeaderLength];
        return TryRead(offset, header) ? UserLogRecord.ReadHeader(header) : null;
    }

    /// <summary>Fills the buffer; false when the file ends before.</summary>
    public bool TryRead(long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, buffer, offset);
            if (read == 0)
                return false;
            buffer = buffer[read..];
            offset += read;
        }

        return true;
    }

    /// <summary>Appends; returns where it begins.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        long offset = Length;
        RandomAccess.Write(_handle, bytes, offset);
        Length += bytes.Length;
        return offset;
    }

    /// <summary>Overwrites with zeros.</summary>
    public void Erase(long offset, int length) => RandomAccess.Write(_handle, new byte[length], offset);

    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Flushes a full segment in the background; when that fails, a crash of the machine may cost its end, as it may that of any segment.</summary>
    public void TryFlushToDisk()
    {
        try
        {
            FlushToDisk();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It is closed or deleted already, or the disk fails: then reads and writes will say so.
        }
    }

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    public void Dispose() => _handle.Dispose();

    private void CheckFileHeader()
    {
        Span<byte> header = stackalloc byte[FileHeaderLength];
        if (!TryRead(0, header) || !header.StartsWith("AISU"u8))
            throw new StateException($"{Path} is not a file of user states: its first bytes are wrong.");
        int version = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (version is < 1 or > Version)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"{Path} has format {version}; this version reads format 1 to {Version}.");
    }
}
