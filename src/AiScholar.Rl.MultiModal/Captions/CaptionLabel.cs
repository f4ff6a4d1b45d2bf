namespace AiScholar.Rl.MultiModal;

/// <summary>The start of a caption: "Fig. 3:", "Table II", "Figure S1.".</summary>
internal sealed record CaptionLabel
{
    /// <summary>The label as printed, without the sign after it.</summary>
    public required string Printed { get; init; }

    public required VisualElementType ElementType { get; init; }

    public required string Number { get; init; }

    /// <summary>The sign after the number, or empty.</summary>
    public required string Delimiter { get; init; }

    /// <summary>What follows on the line.</summary>
    public required string Rest { get; init; }

    /// <summary>Whether the announcing word is in capitals.</summary>
    public required bool IsUpper { get; init; }
}
