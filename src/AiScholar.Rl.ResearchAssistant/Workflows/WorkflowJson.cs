using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads workflows from and writes workflows and schedules to the SDK's own JSON: camelCase, times as <c>[d.]hh:mm:ss</c>.</summary>
public static class WorkflowJson
{
    /// <summary>Reads a workflow.</summary>
    /// <exception cref="WorkflowException">The file is no workflow or exceeds a limit; the message names the line and the property. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream stream, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        string text = WorkflowText.Decode(await WorkflowText.ReadBytesAsync(stream, settings, cancellationToken).ConfigureAwait(false));
        ResearchWorkflow? workflow;
        try
        {
            workflow = JsonSerializer.Deserialize(text, TypeInfo<ResearchWorkflow>());
        }
        catch (JsonException exception)
        {
            throw WorkflowText.Fault($"The file is no workflow: {exception.Path ?? "$"}, line {exception.LineNumber + 1}.", inner: exception);
        }

        if (workflow is null)
            throw WorkflowText.Fault("The file is no workflow: it holds null.");
        return workflow.TaskSequence.Count > settings.MaxTasks
            ? throw WorkflowText.Fault($"The workflow has {workflow.TaskSequence.Count} tasks; the limit {nameof(settings.MaxTasks)} is {settings.MaxTasks}.")
            : workflow;
    }

    /// <summary>Writes a workflow.</summary>
    public static async ValueTask WriteAsync(Stream stream, ResearchWorkflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        await JsonSerializer.SerializeAsync(stream, workflow, TypeInfo<ResearchWorkflow>(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a schedule with its reasons.</summary>
    public static async ValueTask WriteAsync(Stream stream, OptimizedWorkflow optimized, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(optimized);
        await JsonSerializer.SerializeAsync(stream, optimized, TypeInfo<OptimizedWorkflow>(), cancellationToken).ConfigureAwait(false);
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)AdvancedRlJson.Default.GetTypeInfo(typeof(T));
}
