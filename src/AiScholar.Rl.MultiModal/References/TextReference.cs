namespace AiScholar.Rl.MultiModal;

/// <summary>A mention of an element in the running text.</summary>
internal sealed record TextReference(bool ToTable, string Number, string Text, int PageNumber, BoundingBox BoundingBox);
