namespace AiScholar.Rl.Torch;

/// <summary>Checkpoints in streams and files. A file is replaced as a whole or not at all.</summary>
internal static class CheckpointStreams
{
    private const int ChunkLength = 1 << 20;

    public static ValueTask WriteAsync(Checkpoint checkpoint, Stream destination, CancellationToken cancellationToken) =>
        destination.WriteAsync(CheckpointFormat.Write(checkpoint), cancellationToken);

    /// <summary>Reads one checkpoint and leaves the stream after it.</summary>
    /// <exception cref="StateException">It is truncated, damaged, too new, or over the limit.</exception>
    public static async ValueTask<Checkpoint> ReadAsync(Stream source, long maximumBytes, CancellationToken cancellationToken)
    {
        var prefix = new byte[CheckpointFormat.PrefixLength];
        var read = await source.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var length = CheckpointFormat.ReadPayloadLength(prefix.AsSpan(0, read), maximumBytes);

        // Memory grows with what arrives, not with what the prefix claims.
        var payload = new byte[Math.Min(length, ChunkLength)];
        var have = 0;
        while (true)
        {
            var got = await source.ReadAtLeastAsync(payload.AsMemory(have), payload.Length - have, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            have += got;
            if (have < payload.Length)
                throw new StateException($"The checkpoint is truncated: its payload has {have} of {length} bytes.");
            if (have == length)
                return CheckpointFormat.ReadPayload(prefix, payload);
            Array.Resize(ref payload, (int)Math.Min(length, 2L * payload.Length));
        }
    }

    /// <summary>Writes a file through a temporary one beside it, flushed to the disk before it takes the old one's place.</summary>
    public static async ValueTask WriteFileAsync(Checkpoint checkpoint, string path, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkLength, useAsync: true))
            {
                await WriteAsync(checkpoint, file, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The same from a thread that must not leave its dispose scope, as in training.</summary>
    public static void WriteFile(Checkpoint checkpoint, string path)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkLength))
            {
                file.Write(CheckpointFormat.Write(checkpoint));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a file that holds one checkpoint and nothing else.</summary>
    /// <exception cref="StateException">It is absent, truncated, damaged, too new, or over the limit; the message names the file.</exception>
    public static async ValueTask<Checkpoint> ReadFileAsync(string path, long maximumBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true);
            var checkpoint = await ReadAsync(file, maximumBytes, cancellationToken).ConfigureAwait(false);
            return file.Position == file.Length
                ? checkpoint
                : throw new StateException($"The checkpoint is damaged: {file.Length - file.Position} bytes follow its end.");
        }
        catch (StateException exception)
        {
            throw new StateException(exception.ErrorCode, $"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StateException($"The checkpoint '{path}' does not exist.", exception);
        }
    }
}
