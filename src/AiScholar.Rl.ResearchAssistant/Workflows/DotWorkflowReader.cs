using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads a directed graph in DOT (<c>snakemake --dag</c>, <c>makefile2graph</c>, Nextflow): an edge leads from what comes first to what comes after.</summary>
/// <remarks>Nodes may carry <c>label</c> and <c>duration</c> (such as <c>"90 min"</c>); defaults, styles and subgraphs' own attributes are skipped. Edges from or to subgraphs are not read.</remarks>
public static class DotWorkflowReader
{
    /// <summary>Reads a graph; nodes become tasks in the order in which they appear.</summary>
    /// <exception cref="WorkflowException">The file cannot be read or exceeds a limit; the message names the line. Code <see cref="AdvancedRlErrorCode.WorkflowFormatInvalid"/>.</exception>
    public static async ValueTask<ResearchWorkflow> ReadAsync(Stream stream, WorkflowImportSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new WorkflowImportSettings();
        string text = WorkflowText.Decode(await WorkflowText.ReadBytesAsync(stream, settings, cancellationToken).ConfigureAwait(false));
        (string name, IReadOnlyList<DotNode> nodes) = new DotParser(text).Parse();
        return WorkflowText.Finish(name, [.. nodes.Select(node => Task(node, settings))], [], settings);
    }

    private static WorkflowTask Task(DotNode node, WorkflowImportSettings settings)
    {
        // Snakemake writes "rule\nwildcard: value" into labels.
        string label = node.Attributes.GetValueOrDefault("label", "").Replace("\\n", "\n", StringComparison.Ordinal).Trim();
        string? duration = node.Attributes.GetValueOrDefault("duration") ?? node.Attributes.GetValueOrDefault("runtime");
        return new WorkflowTask
        {
            Id = node.Id,
            Name = label.Split('\n')[0],
            TaskType = label.Length == 0 ? null : label.Split('\n')[0],
            Duration = duration is null
                ? settings.DefaultDuration
                : WorkflowText.Duration(duration, settings.TimeUnit) ?? throw WorkflowText.Fault($"Line {node.Line}: the duration '{duration}' of '{node.Id}' cannot be read; write 90 min, 1.5 h or PT1H30M.", node.Id),
            Dependencies = [.. node.Before.Distinct(StringComparer.Ordinal).Select(before => new TaskDependency { TaskId = before })],
        };
    }
}
