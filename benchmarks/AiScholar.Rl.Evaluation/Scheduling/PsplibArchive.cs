using System.Formats.Tar;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>Reads the .sm files of a tar.gz.</summary>
internal static class PsplibArchive
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The instances by parameter set and number; with a limit, that many drawn by a hash of the name, so that every parameter set has the same chance.</summary>
    public static IReadOnlyList<PsplibInstance> Read(string path, int? limit)
    {
        var instances = new List<PsplibInstance>();
        try
        {
            using var reader = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is null || !entry.Name.EndsWith(".sm", StringComparison.Ordinal) || entry.Length > MaxBytes)
                    continue;
                using var text = new StreamReader(entry.DataStream);
                instances.Add(PsplibInstance.Parse(Path.GetFileNameWithoutExtension(entry.Name), text.ReadToEnd()));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new MeasureInputException($"--data: {path} cannot be read as tar.gz: {exception.Message}", exception);
        }

        if (instances.Count == 0)
            throw new MeasureInputException($"--data: {path} holds no .sm file.");
        IEnumerable<PsplibInstance> taken = limit is { } count ? instances.OrderBy(instance => Hash(instance.Name)).Take(count) : instances;
        return [.. taken.OrderBy(instance => Key(instance.Name), StringComparer.Ordinal)];
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(string name) => name.Aggregate(2166136261u, (hash, sign) => (hash ^ sign) * 16777619u);

    /// <summary>Numbers compare as numbers: j301_2 before j301_10.</summary>
    private static string Key(string name) => string.Join('_', name.Split('_').Select(part => part.PadLeft(12, '0')));
}
