namespace AiScholar.Rl.MultiModal;

/// <summary>An element with the caption it was found by.</summary>
internal sealed record FoundElement(VisualElement Element, CaptionText? Caption)
{
    /// <summary>Whether a processor of this package read it, so that its score can be turned into a probability.</summary>
    public bool IsBuiltIn { get; init; }
}
