namespace AiScholar.Rl;

/// <summary>How sessions and a process model agree.</summary>
/// <remarks>
/// Fitness: token replay, Rozinat and van der Aalst, Information Systems 33 (2008). Precision: escaping edges, Muñoz-Gama and Carmona, BPM 2010. Alignments: Adriansyah,
/// "Aligning observed and modeled behavior" (2014).
/// </remarks>
public sealed record ProcessConformance
{
    /// <summary>Token-replay fitness, 0 to 1. An activity that the model lacks counts as one token missing and one left over.</summary>
    public required double Fitness { get; init; }

    /// <summary>Precision, 0 to 1: of what the model allows after the prefixes that fit it, the part that some session does.</summary>
    public required double Precision { get; init; }

    /// <summary>Precision over all prefixes, 0 to 1, those that do not fit replayed with tokens added. Far below <see cref="Precision"/> it says that few sessions follow the model for long.</summary>
    public required double PrecisionEverywhere { get; init; }

    /// <summary>The part of the sessions that fit the model wholly, 0 to 1.</summary>
    public required double FittingShare { get; init; }

    /// <summary>Harmonic mean of <see cref="Fitness"/> and <see cref="Precision"/>.</summary>
    public double F1 => Fitness + Precision > 0 ? 2 * Fitness * Precision / (Fitness + Precision) : 0;

    /// <summary>Fitness by alignments, 0 to 1, of the sessions aligned; null when none were asked for.</summary>
    public double? AlignmentFitness { get; init; }

    /// <summary>An alignment for each kind of session, the most frequent first; fewer when the time ran out.</summary>
    public IReadOnlyList<TraceAlignment> Alignments { get; init; } = [];

    /// <summary>What went less than well, such as alignments that were not finished.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
