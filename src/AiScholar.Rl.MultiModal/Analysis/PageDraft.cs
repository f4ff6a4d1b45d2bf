namespace AiScholar.Rl.MultiModal;

/// <summary>What was found on a page.</summary>
internal sealed record PageDraft(IReadOnlyList<FoundElement> Elements, IReadOnlyList<TextReference> References, PageText Text, IReadOnlyList<ResultIssue> Issues);
