namespace AiScholar.Rl;

/// <summary>A policy whose action is a number of a range: a density over the range, learnt from the numbers chosen and what they earned. Safe to call from many threads.</summary>
/// <remarks>Draw with <see cref="ContinuousDensity.Draw"/>, log the number with its density, and teach both: the density is then exact, and another policy can be evaluated on the log.</remarks>
public interface IContinuousPolicy
{
    /// <summary>The smallest action.</summary>
    double Minimum { get; }

    /// <summary>The largest action.</summary>
    double Maximum { get; }

    /// <summary>The density of the next action in this context. The same context and state give the same density.</summary>
    /// <exception cref="PersonalizationException">A feature is not finite, too large, or the vector too wide.</exception>
    ContinuousDensity GetDensity(in FeatureVector context);

    /// <summary>Learns what an action earned.</summary>
    /// <param name="context">What was decided on.</param>
    /// <param name="action">The number chosen, within the range.</param>
    /// <param name="density">The density it was chosen with, above 0.</param>
    /// <param name="reward">The finite reward.</param>
    void Learn(in FeatureVector context, double action, double density, double reward);

    /// <summary>Writes the state, with a format version and a checksum.</summary>
    ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Replaces the state by a saved one; on failure the state stays as it was.</summary>
    /// <exception cref="StateException">The state is damaged, too new, or of another model.</exception>
    ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default);
}
