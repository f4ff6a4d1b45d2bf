using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Logs of sessions as JSON, plain or gzipped: an array of <see cref="WorkflowSession"/>s or one a line, as <see cref="AdvancedRlJson"/> writes them. Safe to call from many threads.</summary>
public static class JsonLog
{
    /// <summary>Reads a log as a stream; memory holds a session at a time.</summary>
    /// <param name="source">The log, UTF-8; it is not disposed of.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="WorkflowException">The log is damaged or exceeds a limit; the message names the session, and the limit and its setting.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IAsyncEnumerable<WorkflowSession> ReadAsync(Stream source, SessionLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new SessionLogOptions();
        options.Validate();
        return ReadSessionsAsync(source, options, cancellationToken);
    }

    private static async IAsyncEnumerable<WorkflowSession> ReadSessionsAsync(Stream source, SessionLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What may be an array or one value after the other is told by the first byte.
        LogStream opened = LogStream.Open(source, options);
        byte first = await FirstAsync(opened, cancellationToken).ConfigureAwait(false);
        using var whole = new HeadStream([first], opened);
        var type = (JsonTypeInfo<WorkflowSession>)AdvancedRlJson.Default.GetTypeInfo(typeof(WorkflowSession));
        await using IAsyncEnumerator<WorkflowSession?> sessions = JsonSerializer.DeserializeAsyncEnumerable(whole, type, topLevelValues: first != (byte)'[', cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (int count = 0; await NextAsync(sessions, count).ConfigureAwait(false) is { } session; count++)
        {
            if (count == options.MaximumSessions)
                throw Invalid(count, $"there are more sessions than the limit {nameof(options.MaximumSessions)} of {options.MaximumSessions}");
            if (session.Activities.Count > options.MaximumActivities)
                throw Invalid(count, $"it has more activities than the limit {nameof(options.MaximumActivities)} of {options.MaximumActivities}");
            if (session.Attributes.Count > options.MaximumAttributes)
                throw Invalid(count, $"it has more attributes than the limit {nameof(options.MaximumAttributes)} of {options.MaximumAttributes}");
            yield return session.Domain is null && options.Domain is not null ? session with { Domain = options.Domain } : session;
        }
    }

    private static async ValueTask<WorkflowSession?> NextAsync(IAsyncEnumerator<WorkflowSession?> sessions, int count)
    {
        try
        {
            if (!await sessions.MoveNextAsync().ConfigureAwait(false))
                return null;
            return sessions.Current ?? throw Invalid(count, "it is null");
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The JSON log, session {count + 1}: {exception.Message}", innerException: exception);
        }
    }

    private static async ValueTask<byte> FirstAsync(LogStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[1];
        do
        {
            if (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) == 0)
                throw Invalid(0, "it is empty");
        }
        while (buffer[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF);

        return buffer[0];
    }

    private static WorkflowException Invalid(int count, string what) => new(AdvancedRlErrorCode.SessionsInvalid, $"The JSON log, session {count + 1}: {what}.");
}
