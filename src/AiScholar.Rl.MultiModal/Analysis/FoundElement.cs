namespace AiScholar.Rl.MultiModal;

/// <summary>An element with the caption it was found by.</summary>
internal sealed record FoundElement(VisualElement Element, CaptionText? Caption);
