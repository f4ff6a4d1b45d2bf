namespace AiScholar.Rl;

/// <summary>A tie between a piece of text and an element, or between two elements.</summary>
public sealed record CrossModalRelationship
{
    /// <summary>What kind of tie.</summary>
    public required RelationshipKind Kind { get; init; }

    /// <summary>The element it leads to, by id.</summary>
    public required string ElementId { get; init; }

    /// <summary>The element it starts from, when it does not start from text.</summary>
    public string? SourceElementId { get; init; }

    /// <summary>The text it starts from: the caption, or the reference as printed.</summary>
    public string Text { get; init; } = "";

    /// <summary>The page of the text, from 1; 0 when it starts from an element.</summary>
    public int PageNumber { get; init; }

    /// <summary>Where the text stands.</summary>
    public BoundingBox BoundingBox { get; init; }

    /// <summary>How likely it holds, 0 to 1.</summary>
    public required double Confidence { get; init; }
}
