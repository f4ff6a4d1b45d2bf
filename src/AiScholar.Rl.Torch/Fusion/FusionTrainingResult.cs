namespace AiScholar.Rl.Torch;

/// <summary>What training came to.</summary>
public sealed record FusionTrainingResult
{
    /// <summary>How many epochs were run.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch whose weights are kept, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Mean training loss of the best epoch.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Loss of the best epoch over the pairs kept aside; null when there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of the pairs kept aside whose positive is nearest to the anchor among its batch, with the kept weights; null when there are none.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Whether it ended before its last epoch.</summary>
    public required bool StoppedEarly { get; init; }
}
