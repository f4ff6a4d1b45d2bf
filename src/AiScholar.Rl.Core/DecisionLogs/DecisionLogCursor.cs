using System.Globalization;
using System.Runtime.CompilerServices;

namespace AiScholar.Rl.Core;

/// <summary>Turns faults of single entries into bad lines and counts them.</summary>
internal static class DecisionLogCursor
{
    public static async IAsyncEnumerable<DecisionLogEntry> CountAsync(IAsyncEnumerable<DecisionLogEntry> entries, DecisionLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long bad = 0;
        await foreach (DecisionLogEntry entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Error is not null && ++bad > options.MaximumBadLines)
            {
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, string.Create(CultureInfo.InvariantCulture,
                    $"More than {options.MaximumBadLines} lines cannot be read ({nameof(DecisionLogOptions)}.{nameof(DecisionLogOptions.MaximumBadLines)}); the last is line {entry.LineNumber}: {entry.Error}"));
            }

            yield return entry;
        }
    }

    public static DecisionLogEntry TooLong(long lineNumber, DecisionLogOptions options) => new()
    {
        LineNumber = lineNumber,
        Error = string.Create(CultureInfo.InvariantCulture, $"The line is longer than {options.MaximumLineBytes} bytes ({nameof(DecisionLogOptions.MaximumLineBytes)})."),
    };
}
