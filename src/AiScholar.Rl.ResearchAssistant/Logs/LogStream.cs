using System.IO.Compression;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A log's bytes, decompressed when they are gzip, up to the limit.</summary>
internal sealed class LogStream : ReadingStream
{
    private readonly Stream _inner;
    private readonly long _limit;
    private long _read;

    private LogStream(Stream inner, long limit) => (_inner, _limit) = (inner, limit);

    /// <summary>Opens a log; <paramref name="source"/> is not disposed of with it.</summary>
    public static LogStream Open(Stream source, SessionLogOptions options)
    {
        var head = new byte[2];
        int length = source.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new HeadStream(head[..length], source);
        bool isCompressed = length == 2 && head[0] == 0x1F && head[1] == 0x8B;
        return new LogStream(isCompressed ? new GZipStream(whole, CompressionMode.Decompress) : whole, options.MaximumBytes);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = _inner.Read(buffer);
        _read += read;
        if (_read > _limit)
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The log has more bytes than the limit {nameof(SessionLogOptions.MaximumBytes)} of {_limit}, counted after decompression.");
        return read;
    }
}
