namespace AiScholar.Rl.Core;

/// <summary>Reads lines of bytes, none longer than a limit: the rest of a longer one is passed over.</summary>
internal sealed class BoundedLineReader(Stream source, int limit)
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private byte[] _line = new byte[4096];
    private int _start;
    private int _end;
    private int _length;

    public long LineNumber { get; private set; }

    /// <summary>The line read last, without its end.</summary>
    public ReadOnlyMemory<byte> Line => _line.AsMemory(0, _length);

    public bool IsTooLong { get; private set; }

    /// <summary>False at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        (_length, IsTooLong) = (0, false);
        bool any = false;
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await source.ReadAsync(_chunk, cancellationToken).ConfigureAwait(false));
                if (_end == 0)
                    break;
            }

            any = true;
            int found = Array.IndexOf(_chunk, (byte)'\n', _start, _end - _start);
            Append(_chunk.AsSpan(_start, (found < 0 ? _end : found) - _start));
            _start = found < 0 ? _end : found + 1;
            if (found >= 0)
                break;
        }

        if (!any)
            return false;
        LineNumber++;
        if (_length > 0 && _line[_length - 1] == '\r')
            _length--;
        return true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        IsTooLong |= bytes.Length > limit - _length;
        if (IsTooLong)
            return;
        if (_line.Length < _length + bytes.Length)
            Array.Resize(ref _line, (int)Math.Min(limit, Math.Max(2L * _line.Length, _length + bytes.Length)));
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }
}
