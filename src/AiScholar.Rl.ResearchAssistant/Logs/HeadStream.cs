namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Some bytes, then a stream, which is not disposed of.</summary>
internal sealed class HeadStream(byte[] head, Stream rest) : ReadingStream
{
    private int _at;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, head.Length - _at);
        if (count == 0)
            return rest.Read(buffer);
        head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
