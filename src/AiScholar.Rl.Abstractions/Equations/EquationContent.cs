namespace AiScholar.Rl;

/// <summary>A formula.</summary>
[ElementContentKind("equation")]
public sealed record EquationContent : ElementContent
{
    /// <summary>The text layer's characters, left to right.</summary>
    public required string Text { get; init; }

    /// <summary>The number in the margin without brackets, such as <c>4</c> or <c>A.2</c>, or null.</summary>
    public string? Number { get; init; }

    /// <summary>LaTeX without its delimiters, when an <see cref="IFormulaRecognizer"/> is registered and could read the formula; else null.</summary>
    public string? Latex { get; init; }

    /// <summary>How sure the recognizer was of <see cref="Latex"/>, 0 to 1; null without LaTeX.</summary>
    public double? LatexConfidence { get; init; }

    /// <summary>Whether it stands on a line of its own.</summary>
    public bool IsDisplay { get; init; } = true;
}
