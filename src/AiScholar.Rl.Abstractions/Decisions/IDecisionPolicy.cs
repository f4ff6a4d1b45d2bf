namespace AiScholar.Rl;

/// <summary>
/// A policy of the base RL system: a probability for each action, learnt from logged decisions and their rewards. Safe to call from many
/// threads. The loop draws from the probabilities, so they are the exact propensities.
/// </summary>
public interface IDecisionPolicy
{
    /// <summary>Fills <paramref name="probabilities"/>, one an action: none negative, sum 1 (within 1e-9). The same input and state give the same probabilities.</summary>
    void GetProbabilities(in PolicyInput input, Span<double> probabilities);

    /// <summary>Learns what the chosen action earned.</summary>
    /// <param name="input">What was decided on.</param>
    /// <param name="actionIndex">Index of the chosen action.</param>
    /// <param name="reward">The finite reward.</param>
    /// <param name="propensity">The probability it was chosen with, above 0.</param>
    void Learn(in PolicyInput input, int actionIndex, double reward, double propensity);

    /// <summary>Writes the state, with a format version and a checksum.</summary>
    ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Replaces the state by a saved one; on failure the state stays as it was.</summary>
    /// <exception cref="StateException">The state is damaged, too new, or of another model.</exception>
    ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default);
}
