namespace AiScholar.Rl;

/// <summary>A renewable resource: so much of it is there at any time.</summary>
public sealed record ResearchResource
{
    /// <summary>Unique within its workflow.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many units there are, at least 0.</summary>
    public required int Capacity { get; init; }
}
