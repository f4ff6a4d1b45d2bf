namespace AiScholar.Rl;

/// <summary>A chosen question.</summary>
public sealed record QuestionChoice
{
    /// <summary>What to ask about.</summary>
    public required MetaItem Item { get; init; }

    /// <summary>By how much its answer is expected to lower the mean variance of the targets' predictions, in squared units of the answers, at least 0.</summary>
    public required double VarianceReduction { get; init; }
}
