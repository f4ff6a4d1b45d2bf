namespace AiScholar.Rl.MultiModal;

/// <summary>An equation's number without brackets, the words that print it, and where they stand.</summary>
internal sealed record EquationNumber(string Text, IReadOnlyList<PageWord> Words, BoundingBox Box);
