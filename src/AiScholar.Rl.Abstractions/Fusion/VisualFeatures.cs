namespace AiScholar.Rl;

/// <summary>What is known of a document's visual elements.</summary>
public sealed record VisualFeatures
{
    /// <summary>The elements in page and reading order.</summary>
    public required IReadOnlyList<VisualElement> Elements { get; init; }

    /// <summary>One vector for all of them; empty when there are none.</summary>
    public ReadOnlyMemory<float> GlobalFeatures { get; init; }

    /// <summary>A vector for each element, by element id.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<float>> ElementFeatures { get; init; } = new Dictionary<string, ReadOnlyMemory<float>>();

    /// <summary>Relationships found between text and elements while reading, for the integrator to weigh and pass on.</summary>
    public IReadOnlyList<CrossModalRelationship> Relationships { get; init; } = [];

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
