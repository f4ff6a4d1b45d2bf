namespace AiScholar.Rl.MultiModal;

/// <summary>A piece of writing of a figure: words on one line, and the number or date that they are.</summary>
internal sealed record VectorLabel(string Text, BoundingBox Box, double FontSize, double? Value, double? Days)
{
    /// <summary>The middle of its figures; a raised exponent left out.</summary>
    public double CenterY { get; init; } = Box.CenterY;
}
