namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Logs of sessions as CSV (RFC 4180), plain or gzipped: a row an activity, the first line names the columns. Safe to call from many threads.</summary>
/// <remarks>UTF-8. Columns that no option names become attributes of the session, from its first row. Times as ISO 8601 has them; one without a zone is UTC.</remarks>
public static class CsvLog
{
    /// <summary>Reads a log as a stream; see <see cref="CsvLogOptions.IsGrouped"/> for what memory holds.</summary>
    /// <param name="source">The log; it is read on a pool thread, and not disposed of.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="WorkflowException">The log is damaged or exceeds a limit; the message names the line, and the limit and its setting.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IAsyncEnumerable<WorkflowSession> ReadAsync(Stream source, CsvLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new CsvLogOptions();
        options.Validate();
        return SessionPump.RunAsync(() => new CsvCursor(options).Read(LogStream.Open(source, options)), cancellationToken);
    }
}
