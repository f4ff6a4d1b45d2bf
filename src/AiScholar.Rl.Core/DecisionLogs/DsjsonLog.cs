using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>
/// The log format of Azure Personalizer and of Vowpal Wabbit's <c>--dsjson</c>: one JSON object a line. Read are decisions (<c>cb</c>), multi-slot
/// decisions (<c>ccb</c>, <c>slates</c>), rewards that stand by themselves, and activations; a reward is the negative cost. Safe to call from many threads.
/// </summary>
public static class DsjsonLog
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 32 };

    /// <summary>Reads a log as a stream; memory holds a line at a time.</summary>
    /// <param name="source">UTF-8; it is not disposed of.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>An entry a line that is not empty. A line that cannot be read is an entry with <see cref="DecisionLogEntry.Error"/>.</returns>
    /// <exception cref="PersonalizationException">There are more bad lines than <see cref="DecisionLogOptions.MaximumBadLines"/>.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IAsyncEnumerable<DecisionLogEntry> ReadAsync(Stream source, DecisionLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DecisionLogOptions();
        options.Validate();
        return DecisionLogCursor.CountAsync(ReadLinesAsync(source, options, cancellationToken), options, cancellationToken);
    }

    /// <summary>Writes decisions as lines that <c>vw --dsjson</c> reads: <c>cb</c> with one slot, <c>ccb</c> with several.</summary>
    /// <param name="destination">Where to; it is flushed, not disposed of.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were written.</returns>
    public static async Task<long> WriteAsync(Stream destination, IAsyncEnumerable<LoggedDecision> decisions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(decisions);
        long count = 0;
        using var buffer = new MemoryStream();
        await foreach (LoggedDecision decision in decisions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            buffer.SetLength(0);
            using (var json = new Utf8JsonWriter(buffer))
                DsjsonWriter.Write(json, decision);
            buffer.WriteByte((byte)'\n');
            await destination.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken).ConfigureAwait(false);
            count++;
        }

        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static async IAsyncEnumerable<DecisionLogEntry> ReadLinesAsync(Stream source, DecisionLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new BoundedLineReader(source, options.MaximumLineBytes);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lines.IsTooLong)
                yield return DecisionLogCursor.TooLong(lines.LineNumber, options);
            else if (!IsBlank(lines.Line.Span))
                yield return Parse(lines.Line, lines.LineNumber, options);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.TrimStart((byte)' ').TrimStart((byte)'\t').IsEmpty || line.SequenceEqual("\uFEFF"u8);

    private static DecisionLogEntry Parse(ReadOnlyMemory<byte> line, long lineNumber, DecisionLogOptions options)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line, Json);
            return DsjsonReader.Read(document.RootElement, lineNumber, options);
        }
        catch (JsonException exception)
        {
            return new DecisionLogEntry { LineNumber = lineNumber, Error = $"It is no JSON, from byte {exception.BytePositionInLine ?? 0} on." };
        }
        catch (Exception exception) when (exception is DecisionLogFormatException or FormatException or InvalidOperationException)
        {
            return new DecisionLogEntry { LineNumber = lineNumber, Error = exception.Message };
        }
    }
}
