using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>
/// Vowpal Wabbit's text format of <c>--cb_adf</c> and <c>--cb_explore_adf</c>: an example is a line for each action, the chosen one with the label
/// <c>action:cost:probability</c>, after an optional <c>shared</c> line; an empty line ends it. Safe to call from many threads.
/// </summary>
/// <remarks>The text holds the probability of the chosen action alone: what is left of 1 is spread evenly over the others. A reward is the negative cost.</remarks>
public static class VowpalTextLog
{
    /// <summary>Reads a log as a stream; memory holds an example at a time.</summary>
    /// <param name="source">UTF-8; it is not disposed of.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>An entry an example; the event id is the tag of its first line, or <c>line-</c> and its number.</returns>
    /// <exception cref="PersonalizationException">There are more bad examples than <see cref="DecisionLogOptions.MaximumBadLines"/>.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IAsyncEnumerable<DecisionLogEntry> ReadAsync(Stream source, DecisionLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DecisionLogOptions();
        options.Validate();
        return DecisionLogCursor.CountAsync(ReadExamplesAsync(source, options, cancellationToken), options, cancellationToken);
    }

    private static async IAsyncEnumerable<DecisionLogEntry> ReadExamplesAsync(Stream source, DecisionLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new BoundedLineReader(source, options.MaximumLineBytes);
        var example = new List<string>();
        long first = 1, size = 0;
        bool isTooLong = false;
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string line = Encoding.UTF8.GetString(lines.Line.Span).Trim();
            if (line.Length > 0 || lines.IsTooLong)
            {
                first = example.Count == 0 && !isTooLong ? lines.LineNumber : first;
                size += lines.Line.Length;
                isTooLong |= lines.IsTooLong || size > options.MaximumLineBytes || example.Count > options.MaximumActions;
                if (!isTooLong)
                    example.Add(line);
                continue;
            }

            if (isTooLong || example.Count > 0)
                yield return isTooLong ? DecisionLogCursor.TooLong(first, options) : Parse(example, first, options);
            example.Clear();
            (isTooLong, size) = (false, 0);
        }

        if (isTooLong || example.Count > 0)
            yield return isTooLong ? DecisionLogCursor.TooLong(first, options) : Parse(example, first, options);
    }

    private static DecisionLogEntry Parse(List<string> lines, long lineNumber, DecisionLogOptions options)
    {
        try
        {
            return new DecisionLogEntry { LineNumber = lineNumber, Decision = VowpalTextExample.Read(lines, string.Create(CultureInfo.InvariantCulture, $"line-{lineNumber}"), options) };
        }
        catch (DecisionLogFormatException exception)
        {
            return new DecisionLogEntry { LineNumber = lineNumber, Error = exception.Message };
        }
    }
}
