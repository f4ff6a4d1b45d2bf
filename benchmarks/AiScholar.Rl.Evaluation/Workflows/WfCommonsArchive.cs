using System.Formats.Tar;
using System.IO.Compression;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>Workflows in WfFormat from a tar.gz, a folder or a file; the folder of each is its family.</summary>
internal static class WfCommonsArchive
{
    /// <summary>Reads them in the order of their names.</summary>
    public static async Task<IReadOnlyList<(string Family, string Name, byte[] Json)>> ReadAsync(string path, int? limit, CancellationToken cancellationToken)
    {
        var files = new List<(string Family, string Name, byte[] Json)>();
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, "wfcommons.tar.gz")))
            path = Path.Combine(path, "wfcommons.tar.gz");
        if (Directory.Exists(path))
        {
            foreach (string file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories))
                files.Add(Named(Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'), await File.ReadAllBytesAsync(file, cancellationToken)));
        }
        else if (!File.Exists(path))
        {
            throw new MeasureInputException($"--data: there is no {path}.");
        }
        else if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            files.Add(Named(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellationToken)));
        }
        else
        {
            await using FileStream stream = File.OpenRead(path);
            await using var zip = new GZipStream(stream, CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            while (await tar.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
            {
                if (entry.DataStream is null || !entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                    continue;
                using var bytes = new MemoryStream();
                await entry.DataStream.CopyToAsync(bytes, cancellationToken);
                files.Add(Named(entry.Name, bytes.ToArray()));
            }
        }

        if (files.Count == 0)
            throw new MeasureInputException($"--data: {path} holds no WfFormat files.");
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).Take(limit ?? int.MaxValue)];
    }

    /// <summary>One of them as a workflow on so many equal slots.</summary>
    public static async Task<ResearchWorkflow> WorkflowAsync((string Family, string Name, byte[] Json) file, int slots, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream(file.Json);
            return await WfFormatReader.ReadAsync(stream, new WorkflowImportSettings { WorkflowId = file.Name, Slots = slots }, cancellationToken);
        }
        catch (WorkflowException exception)
        {
            throw new MeasureInputException($"{file.Name}: {exception.Message}", exception);
        }
    }

    private static (string, string, byte[]) Named(string path, byte[] json)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (parts.Length > 1 ? parts[^2] : "workflows", parts[^1], json);
    }
}
