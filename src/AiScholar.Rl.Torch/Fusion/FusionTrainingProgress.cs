namespace AiScholar.Rl.Torch;

/// <summary>How training stands after an epoch.</summary>
public sealed record FusionTrainingProgress
{
    /// <summary>The epoch just done, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The most epochs there will be.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over the epoch's batches.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Loss over the pairs kept aside; null when there are none.</summary>
    public double? ValidationLoss { get; init; }
}
