using AiScholar.Rl.Torch;

namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>What is the same for all seeds.</summary>
internal sealed record FusionRunSettings
{
    public required FusionIntegratorKind Integrator { get; init; }

    public required string Device { get; init; }

    /// <summary>How many papers are generated for each seed.</summary>
    public required int GeneratedPapers { get; init; }

    /// <summary>Epochs over the training papers' own figures, after those over the generated ones.</summary>
    public required int OwnEpochs { get; init; }

    public required ElementTrainingOptions Training { get; init; }
}
