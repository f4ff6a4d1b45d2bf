namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A checked workflow and its packed form; tasks and resources keep their order.</summary>
internal sealed record CompiledWorkflow
{
    /// <summary>The workflow as the host gave it.</summary>
    public required ResearchWorkflow Workflow { get; init; }

    /// <summary>Its packed form.</summary>
    public required SchedulingProblem Problem { get; init; }

    /// <summary>The host's own plan in units; null unless every task carries a planned start.</summary>
    public required long[]? PlannedStarts { get; init; }

    /// <summary>The id of a task.</summary>
    public string TaskId(int task) => Workflow.TaskSequence[task].Id;

    /// <summary>What to call a task: its name, or its id when it has none.</summary>
    public string TaskLabel(int task) => Workflow.TaskSequence[task] is { Name.Length: > 0 } named ? named.Name : TaskId(task);

    /// <summary>What to call a resource: its name, or its id when it has none.</summary>
    public string ResourceLabel(int resource) => Workflow.Resources[resource] is { Name.Length: > 0 } named ? named.Name : Workflow.Resources[resource].Id;

    /// <summary>A number of units as time.</summary>
    public TimeSpan ToTime(long units) => TimeSpan.FromTicks(units * Problem.UnitTicks);
}
