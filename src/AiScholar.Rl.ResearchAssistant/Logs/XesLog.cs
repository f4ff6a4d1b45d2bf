namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Event logs in XES (IEEE 1849-2016), plain or gzipped: a trace is a session, its attributes are the session's, its events are the activities in time order. Safe to
/// call from many threads.
/// </summary>
/// <remarks>The format is told by its first bytes. An event without a name is left out. Nested attributes, extensions and classifiers are passed over.</remarks>
public static class XesLog
{
    /// <summary>Reads a log as a stream; memory holds some sessions at a time.</summary>
    /// <param name="source">The log; it is read on a pool thread, and not disposed of.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="WorkflowException">The log is damaged or exceeds a limit; the message names the line, and the limit and its setting.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IAsyncEnumerable<WorkflowSession> ReadAsync(Stream source, XesLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new XesLogOptions();
        options.Validate();
        return SessionPump.RunAsync(() => XesCursor.Read(LogStream.Open(source, options), options), cancellationToken);
    }
}
