using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Bandits;

/// <summary>A multiclass set in VW's text format, one row a line: <c>label | name:value name …</c>.</summary>
internal sealed class BanditSet
{
    /// <summary>The file's name without its extension.</summary>
    public required string Name { get; init; }

    /// <summary>The labels that may be chosen.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Features and the index of the right label, in file order.</summary>
    public required IReadOnlyList<(FeatureSet Features, int Label)> Rows { get; init; }

    /// <summary>Reads a <c>.vw</c> file, a folder of them, or a <c>.tar.gz</c> of them.</summary>
    public static IEnumerable<BanditSet> ReadAll(string path, int? limit)
    {
        if (Directory.Exists(path))
            return Directory.EnumerateFiles(path, "*.vw").Order(StringComparer.Ordinal).Select(file => Read(file, limit));
        if (path.EndsWith(".vw", StringComparison.OrdinalIgnoreCase))
            return [Read(path, limit)];
        return ReadArchive(path, limit);
    }

    private static IEnumerable<BanditSet> ReadArchive(string path, int? limit)
    {
        var sets = new List<BanditSet>();
        try
        {
            using var reader = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is null || !entry.Name.EndsWith(".vw", StringComparison.OrdinalIgnoreCase))
                    continue;
                using var text = new StreamReader(entry.DataStream);
                sets.Add(Parse(Path.GetFileNameWithoutExtension(entry.Name), text, limit));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new MeasureInputException($"--data: '{path}' is not a readable .tar.gz of .vw files.", exception);
        }

        return sets.Count > 0
            ? sets.OrderBy(set => set.Name, StringComparer.Ordinal)
            : throw new MeasureInputException($"--data: '{path}' holds no .vw file.");
    }

    private static BanditSet Read(string path, int? limit)
    {
        using var text = new StreamReader(path);
        return Parse(Path.GetFileNameWithoutExtension(path), text, limit);
    }

    private static BanditSet Parse(string name, StreamReader text, int? limit)
    {
        var rows = new List<(FeatureSet, string)>();
        // VW leaves zeros out: a number absent from a row is 0, for the names seen in this row or before.
        var numeric = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            int bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar < 0)
                throw new MeasureInputException($"{name}: row {rows.Count + 1} has no '|'.");
            rows.Add((ParseFeatures(line[(bar + 1)..], numeric, known), line[..bar].Trim()));
            if (rows.Count == limit)
                break;
        }

        string[] labels = [.. rows.Select(row => row.Item2).Distinct(StringComparer.Ordinal)
            .OrderBy(label => label.Length).ThenBy(label => label, StringComparer.Ordinal)];
        return new BanditSet
        {
            Name = name,
            Labels = labels,
            Rows = [.. rows.Select(row => (row.Item1, Array.IndexOf(labels, row.Item2)))],
        };
    }

    private static FeatureSet ParseFeatures(string text, List<string> numeric, HashSet<string> known)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        var features = new List<Feature>();
        foreach (string token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = token.LastIndexOf(':');
            if (colon <= 0)
            {
                features.Add(Feature.Categorical(token, "1"));
                continue;
            }

            string name = token[..colon];
            if (!double.TryParse(token.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                throw new MeasureInputException($"'{token}' is not a feature: the part after ':' must be a number.");
            numbers[name] = value;
            if (known.Add(name))
                numeric.Add(name);
        }

        foreach (string name in numeric)
            features.Add(Feature.Numeric(name, numbers.GetValueOrDefault(name)));
        return FeatureSet.Create([.. features]);
    }
}
