namespace AiScholar.Rl;

/// <summary>How far an analysis has come.</summary>
/// <param name="PagesDone">Pages finished.</param>
/// <param name="PageCount">Pages in all, or null while unknown.</param>
public readonly record struct DocumentProgress(int PagesDone, int? PageCount);
