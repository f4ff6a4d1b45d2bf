namespace AiScholar.Rl;

/// <summary>Text and visual features of a document, fused.</summary>
public sealed record MultiModalFeatures
{
    /// <summary>The text's part.</summary>
    public required TextFeatures TextFeatures { get; init; }

    /// <summary>The elements' part.</summary>
    public required VisualFeatures VisualFeatures { get; init; }

    /// <summary>One vector for both, of finite numbers.</summary>
    public required ReadOnlyMemory<float> IntegratedEmbedding { get; init; }

    /// <summary>Captions, references and other ties between text and elements.</summary>
    public IReadOnlyList<CrossModalRelationship> CrossModalRelationships { get; init; } = [];

    /// <summary>How much to trust each part, 0 to 1, by name: <c>text</c>, <c>visual</c>, <c>relationships</c>, <c>overall</c>, and the integrator's own.</summary>
    public IReadOnlyDictionary<string, double> ConfidenceScores { get; init; } = new Dictionary<string, double>();

    /// <summary>The registered name of the integrator.</summary>
    public string Integrator { get; init; } = "";

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
