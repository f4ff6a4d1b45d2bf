using BitMiracle.LibTiff.Classic;

namespace AiScholar.Rl.MultiModal;

/// <summary>A TIFF file's bytes in memory, for the library that reads them.</summary>
internal sealed class TiffContent(ReadOnlyMemory<byte> content) : TiffStream
{
    private long _position;

    public override int Read(object clientData, byte[] buffer, int offset, int count)
    {
        int available = (int)Math.Clamp(content.Length - _position, 0, count);
        if (available > 0)
            content.Span.Slice((int)_position, available).CopyTo(buffer.AsSpan(offset));
        _position += available;
        return available;
    }

    public override long Seek(object clientData, long offset, SeekOrigin origin)
    {
        _position = Math.Max(0, origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => content.Length + offset,
        });
        return _position;
    }

    public override long Size(object clientData) => content.Length;

    public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException("The picture is read, not written.");

    public override void Close(object clientData)
    {
    }
}
