using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Rows of separated values with a header (RFC 4180): quoted fields may hold the separator, doubled quotes and line breaks.</summary>
internal sealed class SeparatedRows
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Line, string[] Fields)> _rows = [];

    private SeparatedRows()
    {
    }

    /// <summary>The rows below the header, with the line each begins on.</summary>
    public IReadOnlyList<(int Line, string[] Fields)> Rows => _rows;

    /// <summary>Parses <paramref name="text"/>.</summary>
    /// <exception cref="WorkflowException">There is no header, a quote does not end, or a row has more fields than the header.</exception>
    public static SeparatedRows Parse(string text, char separator)
    {
        var table = new SeparatedRows();
        int line = 1, at = 0;
        bool hasHeader = false;
        while (at < text.Length)
        {
            int first = line;
            string[] fields = Row(text, separator, ref at, ref line);
            if (fields is [var only] && string.IsNullOrWhiteSpace(only))
                continue;
            if (!hasHeader)
            {
                hasHeader = true;
                for (int i = 0; i < fields.Length; i++)
                {
                    if (!table._columns.TryAdd(fields[i].Trim(), i))
                        throw WorkflowText.Fault($"Line {first}: the column '{fields[i]}' is there twice.");
                }
            }
            else if (fields.Length > table._columns.Count)
            {
                throw WorkflowText.Fault($"Line {first}: the row has {fields.Length} fields; the header has {table._columns.Count}.");
            }
            else
            {
                table._rows.Add((first, fields));
            }
        }

        return hasHeader ? table : throw WorkflowText.Fault("The file is empty; it must begin with a header.");
    }

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A field without surrounding space; empty when the column or the field is not there.</summary>
    public string Field(string[] row, string column) => _columns.TryGetValue(column, out int at) && at < row.Length ? row[at].Trim() : "";

    private static string[] Row(string text, char separator, ref int at, ref int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (; ; at++)
        {
            if (at >= text.Length)
            {
                if (isQuoted)
                    throw WorkflowText.Fault($"Line {line}: a quoted field does not end.");
                break;
            }

            char sign = text[at];
            if (sign == '\n')
                line++;
            if (isQuoted)
            {
                if (sign != '"')
                    field.Append(sign);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    field.Append(text[++at]);
                else
                    isQuoted = false;
            }
            else if (sign == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (sign == separator)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (sign == '\n')
            {
                at++;
                break;
            }
            else if (sign != '\r')
            {
                field.Append(sign);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
