namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>Two neighbouring cells by their normalised texts; <see cref="IsHorizontal"/> when the second stands to the right of the first, otherwise below.</summary>
public readonly record struct Relation(int Page, string From, string To, bool IsHorizontal);
