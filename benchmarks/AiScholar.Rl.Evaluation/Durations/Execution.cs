using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Durations;

/// <summary>A recorded execution of a workflow: what ran, on how many bytes of input, and for how long.</summary>
internal sealed record Execution(string Name, string Family, IReadOnlyList<ExecutedTask> Tasks)
{
    /// <summary>Reads WfFormat 1.5 from a .tar.gz or a folder; the family is the folder below the tool's.</summary>
    public static IReadOnlyList<Execution> ReadAll(string path)
    {
        var executions = new List<Execution>();
        if (Directory.Exists(path))
        {
            string archive = Path.Combine(path, "wfcommons.tar.gz");
            if (File.Exists(archive))
                return ReadAll(archive);
            foreach (string file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                using FileStream stream = File.OpenRead(file);
                executions.Add(Parse(file, stream));
            }
        }
        else if (File.Exists(path))
        {
            using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var tar = new TarReader(unzipped);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } stream && entry.Name.EndsWith(".json", StringComparison.Ordinal))
                    executions.Add(Parse(entry.Name, stream));
            }
        }

        return executions.Count > 0
            ? [.. executions.OrderBy(execution => execution.Name, StringComparer.Ordinal)]
            : throw new MeasureInputException($"No WfFormat files in '{path}'.");
    }

    private static Execution Parse(string name, Stream stream)
    {
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement workflow = document.RootElement.GetProperty("workflow"), specification = workflow.GetProperty("specification");
        Dictionary<string, double> sizes = specification.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("id").GetString()!, file => file.GetProperty("sizeInBytes").GetDouble(), StringComparer.Ordinal);
        Dictionary<string, JsonElement> executed = workflow.GetProperty("execution").GetProperty("tasks").EnumerateArray()
            .ToDictionary(task => task.GetProperty("id").GetString()!, task => task, StringComparer.Ordinal);
        string[] parts = name.Replace('\\', '/').Split('/');
        string family = parts.Length > 1 ? parts[^2] : "";
        bool isNamed = family == "nextflow";
        var tasks = new List<ExecutedTask>();
        foreach (JsonElement task in specification.GetProperty("tasks").EnumerateArray())
        {
            JsonElement run = executed[task.GetProperty("id").GetString()!];
            // Nextflow's commands are whole scripts; its process names are the kinds of work.
            string type = !isNamed && run.TryGetProperty("command", out JsonElement command) && command.TryGetProperty("program", out JsonElement program)
                ? program.GetString()! : task.GetProperty("name").GetString()!;
            string? machine = run.TryGetProperty("machines", out JsonElement machines) && machines.GetArrayLength() > 0 ? machines[0].GetString() : null;
            double bytes = task.GetProperty("inputFiles").EnumerateArray().Sum(file => sizes.GetValueOrDefault(file.GetString()!));
            tasks.Add(new ExecutedTask(type, bytes, run.GetProperty("runtimeInSeconds").GetDouble(), machine));
        }

        return new Execution(name, family, tasks);
    }
}
