namespace AiScholar.Rl;

/// <summary>What tasks occupy or use up.</summary>
public sealed record ResearchResource
{
    /// <summary>Unique within its workflow.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many units there are, at least 0; of a consumable, at the start.</summary>
    public required int Capacity { get; init; }

    /// <summary>Whether it comes back after use.</summary>
    public ResourceKind Kind { get; init; }

    /// <summary>Deliveries of a consumable.</summary>
    public IReadOnlyList<ResourceReplenishment> Replenishments { get; init; } = [];

    /// <summary>When it works: the id of a calendar of the workflow; null for always. Renewable resources only.</summary>
    public string? CalendarId { get; init; }

    /// <summary>Times between tasks of different families; only for a renewable resource of capacity 1. A pair that is not listed takes none.</summary>
    public IReadOnlyList<SetupTime> SetupTimes { get; init; } = [];

    /// <summary>What an hour of one unit costs (renewable); at least 0.</summary>
    public double CostPerHour { get; init; }

    /// <summary>What a unit costs (consumable); at least 0.</summary>
    public double CostPerUnit { get; init; }
}
