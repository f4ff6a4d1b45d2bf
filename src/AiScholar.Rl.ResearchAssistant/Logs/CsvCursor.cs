using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads the sessions of a CSV log.</summary>
internal sealed class CsvCursor(CsvLogOptions options)
{
    private long _line;

    /// <summary>Reads all sessions: as each ends where rows are grouped, else at the end of the log in the order of their first rows.</summary>
    public IEnumerable<WorkflowSession> Read(Stream source)
    {
        using var reader = new StreamReader(source, leaveOpen: true);
        var rows = new CsvRows(reader, options.Separator, options.MaximumTextLength);
        if (Next(rows) is not { } header)
            throw Invalid("it is empty; the first line must name the columns");
        CsvColumns columns = CsvColumns.Find(header, options, Invalid);
        var open = new Dictionary<string, CsvSession>(StringComparer.Ordinal);
        var order = new List<CsvSession>();
        CsvSession? current = null;
        int count = 0;
        while (Next(rows) is { } row)
        {
            if (row.Count == 1 && row[0].Length == 0)
                continue;
            if (row.Count != header.Count)
                throw Invalid($"it has {row.Count} columns, the first line has {header.Count}");
            string id = row[columns.Session];
            if (id.Length == 0)
                throw Invalid($"the column '{options.SessionColumn}' is empty");
            if (current?.Id != id && (options.IsGrouped || !open.TryGetValue(id, out current)))
            {
                if (options.IsGrouped && current is not null)
                    yield return current.ToSession();
                if (++count > options.MaximumSessions)
                    throw Invalid($"there are more sessions than the limit {nameof(options.MaximumSessions)} of {options.MaximumSessions}");
                current = Start(id, row, header, columns);
                if (!options.IsGrouped)
                {
                    open.Add(id, current);
                    order.Add(current);
                }
            }

            if (current!.Activities.Count >= options.MaximumActivities)
                throw Invalid($"a session has more activities than the limit {nameof(options.MaximumActivities)} of {options.MaximumActivities}");
            current.Activities.Add(ToActivity(row, columns));
        }

        if (options.IsGrouped && current is not null)
            yield return current.ToSession();
        foreach (CsvSession session in order)
            yield return session.ToSession();
    }

    private List<string>? Next(CsvRows rows)
    {
        try
        {
            List<string>? row = rows.Next(options.MaximumAttributes);
            _line = rows.Line;
            return row;
        }
        catch (FormatException exception)
        {
            _line = rows.Line;
            throw Invalid(exception.Message);
        }
        catch (InvalidDataException exception)
        {
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The log's compression is damaged: {exception.Message}", innerException: exception);
        }
    }

    private CsvSession Start(string id, List<string> row, List<string> header, CsvColumns columns)
    {
        string? succeeded = columns.Succeeded is { } column ? row[column] : null;
        bool? isSucceeded = null;
        if (succeeded is { Length: > 0 })
            isSucceeded = bool.TryParse(succeeded, out bool value) ? value : throw Invalid($"'{succeeded}' in the column '{options.SucceededColumn}' is neither true nor false");
        return new CsvSession
        {
            Id = id,
            Domain = columns.Domain is { } domain && row[domain].Length > 0 ? row[domain] : options.Domain,
            Succeeded = isSucceeded,
            Attributes = columns.Others.Where(other => row[other].Length > 0).ToDictionary(other => header[other], other => row[other], StringComparer.Ordinal),
        };
    }

    private WorkflowActivity ToActivity(List<string> row, CsvColumns columns)
    {
        if (string.IsNullOrWhiteSpace(row[columns.Activity]))
            throw Invalid($"the column '{options.ActivityColumn}' is empty");
        return new WorkflowActivity
        {
            Name = row[columns.Activity],
            Start = Time(row, columns.Start),
            End = Time(row, columns.End),
            Person = columns.Person is { } person && row[person].Length > 0 ? row[person] : null,
        };
    }

    private DateTimeOffset? Time(List<string> row, int? column)
    {
        if (column is not { } index || row[index].Length == 0)
            return null;
        return DateTimeOffset.TryParse(row[index], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : throw Invalid($"'{row[index]}' is no time");
    }

    private WorkflowException Invalid(string what) => new(AdvancedRlErrorCode.SessionsInvalid, $"The CSV log, line {_line}: {what}.");
}
