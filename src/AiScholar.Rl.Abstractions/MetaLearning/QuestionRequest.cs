namespace AiScholar.Rl;

/// <summary>What may be asked, and what it is asked for.</summary>
public sealed record QuestionRequest
{
    /// <summary>What the user answered already.</summary>
    public IReadOnlyList<MetaExample> Support { get; init; } = [];

    /// <summary>What may be asked; give those that the user can answer.</summary>
    public required IReadOnlyList<MetaItem> Candidates { get; init; }

    /// <summary>What is to be predicted then; empty for all items the learner knows.</summary>
    public IReadOnlyList<MetaItem> Targets { get; init; } = [];

    /// <summary>How many questions, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What makes a question good.</summary>
    public QuestionCriterion Criterion { get; init; }
}
