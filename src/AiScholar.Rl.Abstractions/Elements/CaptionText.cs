namespace AiScholar.Rl;

/// <summary>A caption on a page.</summary>
public sealed record CaptionText
{
    /// <summary>The label as printed: <c>Fig. 3</c>, <c>Table II</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What the label announces.</summary>
    public required VisualElementType ElementType { get; init; }

    /// <summary>The number or letter of the label, such as <c>3</c>, <c>II</c> or <c>A.1</c>; empty when there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>The whole text, label included.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>The page, from 1.</summary>
    public required int PageNumber { get; init; }

    /// <summary>How likely it is a caption, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}
