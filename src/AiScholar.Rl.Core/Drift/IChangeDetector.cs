namespace AiScholar.Rl.Core;

/// <summary>Watches a stream of numbers for a change of its mean. Not safe for concurrent use.</summary>
public interface IChangeDetector
{
    /// <summary>Numbers since the start or the last change.</summary>
    long Count { get; }

    /// <summary>Takes the next number.</summary>
    /// <returns>Whether the mean has risen; the detector then starts again, from what is of the new mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    bool Add(double value);

    /// <summary>Forgets all it has seen.</summary>
    void Reset();
}
