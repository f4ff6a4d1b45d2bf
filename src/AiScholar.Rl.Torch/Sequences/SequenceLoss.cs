namespace AiScholar.Rl.Torch;

/// <summary>What a sequence network minimises for each position.</summary>
public enum SequenceLoss
{
    /// <summary>Cross-entropy over all actions; the most accurate, and the choice while the catalogue fits (some 100,000 actions).</summary>
    FullSoftmax,

    /// <summary>Cross-entropy over the true action and drawn ones, corrected by the logarithm of how likely each was drawn (Yi et al. 2019, "Sampling-bias-corrected neural modeling", equation 3).</summary>
    SampledSoftmax,

    /// <summary>Generalised binary cross-entropy with drawn negatives (Petrov and Macdonald 2023, "gSASRec", equation 8).</summary>
    GeneralizedBinary,
}
