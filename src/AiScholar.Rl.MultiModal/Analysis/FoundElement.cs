namespace AiScholar.Rl.MultiModal;

/// <summary>An element with the caption it was found by, and the legend on its other side where the caption has one.</summary>
internal sealed record FoundElement(VisualElement Element, CaptionText? Caption)
{
    public CaptionText? Legend { get; init; }

    /// <summary>Its processor's own score, which decides between elements: a probability says how often an element is right, not which of two is meant.</summary>
    public double Score { get; init; } = Element.Confidence;

    /// <summary>Whether a processor of this package read it, so that its score can be turned into a probability.</summary>
    public bool IsBuiltIn { get; init; }
}
