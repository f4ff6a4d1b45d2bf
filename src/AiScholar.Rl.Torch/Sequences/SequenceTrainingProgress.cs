namespace AiScholar.Rl.Torch;

/// <summary>A point of the training curve: one epoch.</summary>
public sealed record SequenceTrainingProgress
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Steps taken so far.</summary>
    public required int Steps { get; init; }

    /// <summary>Time since training began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Mean loss of the epoch's positions.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Share of the validation actions among the ten ranked first, full ranking; null without validation.</summary>
    public double? ValidationHitRate { get; init; }

    /// <summary>NDCG@10 of the validation actions, full ranking; null without validation.</summary>
    public double? ValidationNdcg { get; init; }

    /// <summary>Whether its weights are the best so far.</summary>
    public required bool IsBest { get; init; }
}
