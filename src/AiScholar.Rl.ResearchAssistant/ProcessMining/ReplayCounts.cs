namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Sums over the traces of a log replayed on a net.</summary>
/// <remarks>
/// Fitness: Rozinat and van der Aalst, "Conformance checking of processes based on monitoring real behavior", Information Systems 33 (2008), equation 1.
/// Precision: Muñoz-Gama and Carmona, "A fresh look at precision in process conformance", BPM 2010.
/// </remarks>
internal struct ReplayCounts
{
    /// <summary>Tokens that had to be added.</summary>
    public double Missing;

    /// <summary>Tokens left over.</summary>
    public double Remaining;

    /// <summary>Tokens taken.</summary>
    public double Consumed;

    /// <summary>Tokens put down.</summary>
    public double Produced;

    /// <summary>Over the prefixes that fit, by their number of traces: activities that the net allows next.</summary>
    public double Allowed;

    /// <summary>Of those, the ones that no trace goes on with.</summary>
    public double Escaping;

    /// <summary>As <see cref="Allowed"/>, over all prefixes: those that do not fit go on from where the added tokens lead.</summary>
    public double AllowedEverywhere;

    /// <summary>As <see cref="Escaping"/>, over all prefixes.</summary>
    public double EscapingEverywhere;

    /// <summary>Traces that replay without a token missing or left.</summary>
    public int FittingTraces;

    /// <summary>Token-replay fitness, 0 to 1.</summary>
    public readonly double Fitness => Consumed > 0 && Produced > 0 ? 0.5 * (1 - Missing / Consumed) + 0.5 * (1 - Remaining / Produced) : 1;

    /// <summary>Precision by escaping edges, 0 to 1.</summary>
    public readonly double Precision => Allowed > 0 ? 1 - Escaping / Allowed : 1;

    /// <summary>Precision over all prefixes, 0 to 1. That over the fitting ones alone would be high for a net that no trace fits from its first step on, whatever it allows behind.</summary>
    public readonly double PrecisionEverywhere => AllowedEverywhere > 0 ? 1 - EscapingEverywhere / AllowedEverywhere : 1;

    /// <summary>The harmonic mean of fitness and precision.</summary>
    public readonly double F1 => Fitness + Precision > 0 ? 2 * Fitness * Precision / (Fitness + Precision) : 0;
}
