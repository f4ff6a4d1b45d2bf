using System.Text.Json;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads WfFormat, the JSON of WfCommons (schema 1.4 and 1.5, and 1.3's <c>runtime</c>): recorded scientific workflows.</summary>
/// <remarks>Coleman, Casanova, Pottier, Kaushik, Deelman and Ferreira da Silva, "WfCommons", FGCS 128 (2022). A task without a recorded runtime takes no time; machines are not read.</remarks>
public static class WfFormatReader
{
    /// <summary>Reads a workflow.</summary>
    /// <exception cref="WorkflowException">The file cannot be read or exceeds a limit; the message names the task or the line. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream stream, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        byte[] bytes = await WorkflowText.ReadBytesAsync(stream, settings, cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0));
            return Read(document.RootElement, settings);
        }
        catch (JsonException exception)
        {
            throw WorkflowText.Fault($"The WfFormat file is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.", inner: exception);
        }
    }

    private static ResearchWorkflow Read(JsonElement root, WorkflowImportSettings settings)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("workflow", out JsonElement workflow) || workflow.ValueKind != JsonValueKind.Object)
            throw WorkflowText.Fault("The WfFormat file has no object 'workflow'.");
        JsonElement[] tasks = Array(workflow.TryGetProperty("specification", out JsonElement specification) ? specification : workflow, "tasks");
        if (tasks.Length > settings.MaxTasks)
            throw WorkflowText.Fault($"The workflow has {tasks.Length} tasks; the limit {nameof(settings.MaxTasks)} is {settings.MaxTasks}.");
        var runtimes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (workflow.TryGetProperty("execution", out JsonElement execution))
        {
            foreach (JsonElement task in Array(execution, "tasks"))
                runtimes[Text(task, "id") ?? Text(task, "name") ?? throw WorkflowText.Fault("A task under 'execution' has no id.")] = task;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new string[tasks.Length];
        for (int i = 0; i < tasks.Length; i++)
        {
            ids[i] = Text(tasks[i], "id") ?? Text(tasks[i], "name") ?? throw WorkflowText.Fault($"Task {i + 1} of the WfFormat file has neither id nor name.");
            if (!numbers.TryAdd(ids[i], i))
                throw WorkflowText.Fault($"Two tasks have the id '{ids[i]}'.", ids[i]);
        }

        // Older files name parents by name.
        for (int i = 0; i < tasks.Length; i++)
            numbers.TryAdd(Text(tasks[i], "name") ?? ids[i], i);
        SortedSet<int>[] parents = [.. tasks.Select(_ => new SortedSet<int>())];
        for (int i = 0; i < tasks.Length; i++)
        {
            foreach (string parent in Names(tasks[i], "parents", ids[i]))
                parents[i].Add(Find(parent, ids[i]));
            foreach (string child in Names(tasks[i], "children", ids[i]))
                parents[Find(child, ids[i])].Add(i);
        }

        WorkflowTask[] read = [.. tasks.Select((task, i) => new WorkflowTask
        {
            Id = ids[i],
            Name = Text(task, "name") ?? "",
            TaskType = Text(task, "category") ?? Text(task, "name"),
            Duration = Runtime(runtimes.TryGetValue(ids[i], out JsonElement run) ? run : task, ids[i]),
            Dependencies = [.. parents[i].Select(parent => new TaskDependency { TaskId = ids[parent] })],
        })];
        return WorkflowText.Finish(Text(root, "name") ?? "", read, [], settings);

        int Find(string name, string task) =>
            numbers.TryGetValue(name, out int number) ? number : throw WorkflowText.Fault($"Task '{task}' names '{name}', which is no task of the file.", task);
    }

    private static TimeSpan Runtime(JsonElement task, string id)
    {
        if (!task.TryGetProperty("runtimeInSeconds", out JsonElement runtime) && !task.TryGetProperty("runtime", out runtime))
            return TimeSpan.Zero;
        if (runtime.ValueKind == JsonValueKind.Null)
            return TimeSpan.Zero;
        return runtime.ValueKind == JsonValueKind.Number && runtime.TryGetDouble(out double seconds) && WorkflowText.Times(seconds, TimeSpan.FromSeconds(1)) is { } time
            ? time
            : throw WorkflowText.Fault($"Task '{id}' has the runtime {runtime.GetRawText()}; it must be a number of seconds of at least 0.", id);
    }

    private static JsonElement[] Array(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? [.. array.EnumerateArray()]
            : throw WorkflowText.Fault($"The WfFormat file has no list '{name}' of objects.");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } value ? value : null;

    private static IEnumerable<string> Names(JsonElement task, string name, string id)
    {
        if (!task.TryGetProperty(name, out JsonElement names) || names.ValueKind == JsonValueKind.Null)
            return [];
        return names.ValueKind == JsonValueKind.Array && names.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? names.EnumerateArray().Select(item => item.GetString()!)
            : throw WorkflowText.Fault($"Task '{id}' has '{name}' that is no list of names.", id);
    }
}
