namespace AiScholar.Rl;

/// <summary>What meta-training came to.</summary>
public sealed record MetaTrainingResult
{
    /// <summary>The learner's name.</summary>
    public required string Learner { get; init; }

    /// <summary>How many tasks it was trained on.</summary>
    public required int Tasks { get; init; }

    /// <summary>How many examples they had.</summary>
    public required int Examples { get; init; }

    /// <summary>How many passes, or meta-steps, were made.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean absolute error on tasks kept aside, adapted to their support; null when none were.</summary>
    public double? ValidationError { get; init; }
}
