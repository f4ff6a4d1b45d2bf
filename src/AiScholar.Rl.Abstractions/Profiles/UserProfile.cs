namespace AiScholar.Rl;

/// <summary>What is known of a person.</summary>
public sealed record UserProfile
{
    /// <summary>The person's id in the host; pseudonymised before it is stored or learnt from.</summary>
    public required string UserId { get; init; }

    /// <summary>The tenant; empty in a single-tenant host.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Stated or learnt preferences by name, such as <c>domain</c> and <c>complexity</c>.</summary>
    public IReadOnlyDictionary<string, string> Preferences { get; init; } = new Dictionary<string, string>();

    /// <summary>Interests with a weight of 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Interests { get; init; } = new Dictionary<string, double>();

    /// <summary>Further features for policies.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;

    /// <summary>When the profile was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
