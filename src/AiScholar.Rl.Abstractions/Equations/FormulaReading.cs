namespace AiScholar.Rl;

/// <summary>What a recognizer read in the picture of a formula.</summary>
public sealed record FormulaReading
{
    /// <summary>LaTeX of mathematics mode without delimiters such as <c>$</c> or <c>\[</c>; empty when nothing could be read.</summary>
    public required string Latex { get; init; }

    /// <summary>How sure the recognizer is, 0 to 1; recognizers of token sequences give the geometric mean of their tokens' probabilities.</summary>
    public required double Confidence { get; init; }
}
