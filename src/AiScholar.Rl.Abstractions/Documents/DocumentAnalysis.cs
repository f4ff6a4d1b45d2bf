namespace AiScholar.Rl;

/// <summary>What was understood of a document.</summary>
public sealed record DocumentAnalysis
{
    /// <summary>The pages read.</summary>
    public required IReadOnlyList<PageSummary> Pages { get; init; }

    /// <summary>The text in reading order, pages separated by a form feed.</summary>
    public required string Text { get; init; }

    /// <summary>Text and visual features, fused; its parts hold the elements and the relationships.</summary>
    public required MultiModalFeatures Features { get; init; }

    /// <summary>The elements of all pages, in page and reading order; the same as those in <see cref="Features"/>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<VisualElement> Elements => Features.VisualFeatures.Elements;

    /// <summary>How long it took.</summary>
    public TimeSpan ExecutionTime { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
