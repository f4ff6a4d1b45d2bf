using System.Globalization;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>Reads <c>user item</c> lines in time order, gzipped or plain: the items of each user, users in the order of first appearance.</summary>
internal static class InteractionLog
{
    public static List<(string User, List<string> Items)> Read(string path)
    {
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<(string, List<string>)>();
        int number = 0;
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2)
                throw new MeasureInputException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: expected 'user item'."));
            if (!users.TryGetValue(parts[0], out List<string>? items))
            {
                users.Add(parts[0], items = []);
                order.Add((parts[0], items));
            }

            items.Add(parts[1]);
        }

        return order;
    }
}
