namespace AiScholar.Rl.Torch;

/// <summary>What training a sequence network came to.</summary>
public sealed record SequenceTrainingResult
{
    /// <summary>The epoch whose weights were kept, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Time it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether it ended before <see cref="SequenceTrainingOptions.Epochs"/>, for want of improvement or time.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>What the confidences are sharpened (above 1) or softened by, fitted on the validation actions.</summary>
    public required double InverseTemperature { get; init; }

    /// <summary>How the validation figures were measured.</summary>
    public required string Protocol { get; init; }

    /// <summary>Every epoch.</summary>
    public required IReadOnlyList<SequenceTrainingProgress> Curve { get; init; }
}
