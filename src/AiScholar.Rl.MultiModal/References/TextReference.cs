namespace AiScholar.Rl.MultiModal;

/// <summary>A mention of one element in the running text.</summary>
/// <param name="Target">Table, figure or equation.</param>
/// <param name="Number">The element's number in one form, see <see cref="ElementNumber"/>.</param>
/// <param name="Text">The whole mention as printed: all members of a list or range share it.</param>
/// <param name="PageNumber">The page of the mention.</param>
/// <param name="BoundingBox">Where this member's number stands; for a member that a range only implies, the range's two ends.</param>
/// <param name="Confidence">How likely it is a reference, given that such an element exists.</param>
internal sealed record TextReference(VisualElementType Target, string Number, string Text, int PageNumber, BoundingBox BoundingBox, double Confidence);
