namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A session whose rows are still being read.</summary>
internal sealed class CsvSession
{
    public required string Id { get; init; }

    public required string? Domain { get; init; }

    public required bool? Succeeded { get; init; }

    public required Dictionary<string, string> Attributes { get; init; }

    public List<WorkflowActivity> Activities { get; } = [];

    public WorkflowSession ToSession() => new() { Id = Id, Domain = Domain, Succeeded = Succeeded, Attributes = Attributes, Activities = Activities };
}
