namespace AiScholar.Rl;

/// <summary>A process model that sessions show.</summary>
public sealed record ProcessModel
{
    /// <summary>The model, always sound: from wherever it got, work can end; nothing is left over then; every step can happen.</summary>
    public required PetriNet Net { get; init; }

    /// <summary>The same as a process tree: <c>-></c> sequence, <c>X</c> choice, <c>+</c> parallel, <c>*</c> loop, <c>tau</c> silent; null when the net is not block-structured.</summary>
    public string? Tree { get; init; }

    /// <summary>How it was discovered.</summary>
    public required ProcessDiscoveryAlgorithm Algorithm { get; init; }

    /// <summary>How well it fits the sessions it was discovered from; for others ask <see cref="IProcessMiner.CheckAsync"/>.</summary>
    public required ProcessConformance Conformance { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
