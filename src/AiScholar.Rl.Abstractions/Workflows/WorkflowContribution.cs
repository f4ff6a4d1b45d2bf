namespace AiScholar.Rl;

/// <summary>What a domain knows about a workflow, added to it before it is optimized.</summary>
public sealed record WorkflowContribution
{
    /// <summary>Dependencies to add.</summary>
    public IReadOnlyList<ContributedDependency> Dependencies { get; init; } = [];

    /// <summary>Release times and hard deadlines to add; the narrower of the task's and these holds.</summary>
    public IReadOnlyList<TaskWindow> Windows { get; init; } = [];

    /// <summary>Priorities to set, by task id; at least 0.</summary>
    public IReadOnlyDictionary<string, double> Priorities { get; init; } = new Dictionary<string, double>();

    /// <summary>Orders of task names, types or ids that have worked: where constraints leave a choice, the search starts from them.</summary>
    public IReadOnlyList<WorkflowPattern> Patterns { get; init; } = [];

    /// <summary>Why, in sentences for the rationale.</summary>
    public IReadOnlyList<string> Rationale { get; init; } = [];
}
