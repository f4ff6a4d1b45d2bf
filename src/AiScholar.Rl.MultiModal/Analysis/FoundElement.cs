namespace AiScholar.Rl.MultiModal;

/// <summary>An element with the caption it was found by, and the legend on its other side where the caption has one.</summary>
internal sealed record FoundElement(VisualElement Element, CaptionText? Caption)
{
    public CaptionText? Legend { get; init; }

    /// <summary>Whether a processor of this package read it, so that its score can be turned into a probability.</summary>
    public bool IsBuiltIn { get; init; }
}
