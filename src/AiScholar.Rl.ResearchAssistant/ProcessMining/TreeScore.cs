namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Weighs what speaks for a model into one number: a weighted harmonic mean, so that nothing can be had for nothing.</summary>
/// <param name="Fitness">Weight of the fitness.</param>
/// <param name="Precision">Weight of the precision at prefixes that fit.</param>
/// <param name="PrecisionEverywhere">Weight of the precision at all prefixes.</param>
internal sealed record TreeScore(double Fitness, double Precision, double PrecisionEverywhere)
{
    /// <summary>The score, 0 to 1.</summary>
    public double Of(in ReplayCounts counts)
    {
        const double least = 1e-9;
        return (Fitness + Precision + PrecisionEverywhere)
            / (Fitness / Math.Max(least, counts.Fitness) + Precision / Math.Max(least, counts.Precision) + PrecisionEverywhere / Math.Max(least, counts.PrecisionEverywhere));
    }
}
