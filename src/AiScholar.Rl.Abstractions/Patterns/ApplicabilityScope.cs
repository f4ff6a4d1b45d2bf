namespace AiScholar.Rl;

/// <summary>Where patterns apply: the kind of sessions they were learnt from.</summary>
public sealed record ApplicabilityScope
{
    /// <summary>The domains seen.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>How many sessions were learnt from.</summary>
    public required int SessionCount { get; init; }

    /// <summary>The smallest team seen; null when no session records a team.</summary>
    public int? MinimumTeamSize { get; init; }

    /// <summary>The largest team seen; null when no session records a team.</summary>
    public int? MaximumTeamSize { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";
}
