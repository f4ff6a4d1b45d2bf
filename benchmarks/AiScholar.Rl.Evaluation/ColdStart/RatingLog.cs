using System.Globalization;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.ColdStart;

/// <summary>Reads <c>user item rating [time]</c> lines, separated by tabs, commas or blanks, gzipped or plain.</summary>
internal static class RatingLog
{
    private static readonly char[] Separators = ['\t', ',', ' '];

    /// <summary>Each user's ratings, users in the order of first appearance; of several ratings of one item the last counts.</summary>
    public static List<MetaTask> Read(string path)
    {
        var users = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        int number = 0;
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string[] parts = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3 || !double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double rating) || !double.IsFinite(rating))
            {
                // The first line may name the columns.
                if (number == 1 && parts.Length >= 3)
                    continue;
                throw new MeasureInputException($"{path}, line {number}: expected 'user item rating', the rating a number.");
            }

            if (!users.TryGetValue(parts[0], out Dictionary<string, double>? ratings))
                users.Add(parts[0], ratings = new Dictionary<string, double>(StringComparer.Ordinal));
            ratings[parts[1]] = rating;
        }

        return [.. users.Select(user => new MetaTask
        {
            Id = user.Key,
            Examples = [.. user.Value.Select(rating => new MetaExample { Item = new MetaItem { Id = rating.Key }, Target = rating.Value })],
        })];
    }
}
