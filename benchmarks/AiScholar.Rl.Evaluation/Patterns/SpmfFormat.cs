using System.Globalization;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Evaluation.Patterns;

/// <summary>SPMF's text formats: items, -1 after an element, -2 after a sequence; patterns with <c>#SUP:</c> and the count.</summary>
internal static class SpmfFormat
{
    /// <summary>Reads a sequence database, gzipped if its name ends in .gz; at most <paramref name="limit"/> sequences.</summary>
    public static SequenceDatabase Read(string path, int? limit)
    {
        var builder = new SequenceDatabaseBuilder();
        int sequences = 0;
        int lineNumber = 0;
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream data = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(data);
            while (reader.ReadLine() is { } line && (limit is null || sequences < limit))
            {
                lineNumber++;
                // SPMF's comments and metadata.
                if (line.Length == 0 || line[0] is '#' or '%' or '@')
                    continue;
                foreach (string token in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    sequences += Append(builder, token);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new MeasureInputException($"--data: {path} cannot be read: {exception.Message}", exception);
        }
        catch (FormatException exception)
        {
            throw new MeasureInputException($"--data: {path}, line {lineNumber}: {exception.Message}", exception);
        }

        return sequences > 0 ? builder.Build() : throw new MeasureInputException($"--data: {path} holds no sequence.");
    }

    /// <summary>Writes patterns as SPMF does.</summary>
    public static async Task WriteAsync(string path, IEnumerable<SequentialPattern> patterns, CancellationToken cancellationToken) =>
        await File.WriteAllLinesAsync(path, patterns.Select(Line), cancellationToken);

    private static string Line(SequentialPattern pattern) =>
        string.Concat(pattern.Elements.Select(element => string.Join(' ', element) + " -1 ")) + string.Create(CultureInfo.InvariantCulture, $"#SUP: {pattern.Support}");

    private static int Append(SequenceDatabaseBuilder builder, string token)
    {
        if (!int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || number < -2)
            throw new FormatException($"'{token}' is no item, -1 or -2.");
        if (number >= 0)
            builder.AddItem(number);
        else if (number == -1)
            builder.EndElement();
        else
            builder.EndSequence();
        return number == -2 ? 1 : 0;
    }
}
