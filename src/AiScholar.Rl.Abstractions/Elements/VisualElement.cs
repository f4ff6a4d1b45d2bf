using System.Text.Json;

namespace AiScholar.Rl;

/// <summary>An element found in a document: a table, a chart, a figure, or what a third party's processor knows.</summary>
public sealed record VisualElement
{
    /// <summary>Unique within its document, such as <c>p3-table-1</c>. The analyzer gives it when a processor leaves it empty.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it is.</summary>
    public required VisualElementType ElementType { get; init; }

    /// <summary>Where it stands, its caption left out.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>The page it stands on, from 1.</summary>
    public required int PageNumber { get; init; }

    /// <summary>How likely it is an element of this type here, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The extracted data; null when nothing but the region is known.</summary>
    public ElementContent? Content { get; init; }

    /// <summary>The caption's label as printed, such as <c>Table 2</c>.</summary>
    public string? Label { get; init; }

    /// <summary>The caption's whole text.</summary>
    public string? Caption { get; init; }

    /// <summary>The registered name of the processor it comes from.</summary>
    public string? Processor { get; init; }

    /// <summary>Free-form values of the processor. Built-in ones tell under <c>evidence</c> what their confidence is made of: numbers from 0 to 1 by name, the more the better.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
