using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Parts CSV text into rows of fields (RFC 4180): quotes, doubled quotes in them, line breaks in them.</summary>
internal sealed class CsvRows(TextReader reader, char separator, int maxFieldLength)
{
    private readonly StringBuilder _field = new();
    private long _breaks;

    /// <summary>The line on which the last row started, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next row; null at the end.</summary>
    /// <exception cref="FormatException">A quote is not closed, or a limit is exceeded.</exception>
    public List<string>? Next(int maxFields)
    {
        Line = _breaks + 1;
        if (reader.Peek() < 0)
            return null;
        var row = new List<string>();
        bool isQuoted = false;
        while (true)
        {
            int read = reader.Read();
            if (isQuoted)
            {
                if (read < 0)
                    throw new FormatException("a quote is not closed");
                if (read == '"' && reader.Peek() != '"')
                {
                    isQuoted = false;
                    continue;
                }

                if (read == '"')
                    reader.Read();
                _breaks += read == '\n' ? 1 : 0;
                Append((char)read);
            }
            else if (read == '"' && _field.Length == 0)
            {
                isQuoted = true;
            }
            else if (read == separator || read is < 0 or '\n')
            {
                if (row.Count == maxFields)
                    throw new FormatException($"it has more columns than the limit {nameof(SessionLogOptions.MaximumAttributes)} of {maxFields}");
                if (read != separator && _field.Length > 0 && _field[^1] == '\r')
                    _field.Length--;
                row.Add(_field.ToString());
                _field.Clear();
                if (read == separator)
                    continue;
                _breaks += read == '\n' ? 1 : 0;
                return row;
            }
            else
            {
                Append((char)read);
            }
        }
    }

    private void Append(char character)
    {
        if (_field.Length == maxFieldLength)
            throw new FormatException($"a field is longer than the limit {nameof(SessionLogOptions.MaximumTextLength)} of {maxFieldLength} characters");
        _field.Append(character);
    }
}
