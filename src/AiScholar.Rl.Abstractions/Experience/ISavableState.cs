namespace AiScholar.Rl;

/// <summary>A learner whose state can be saved and loaded. Safe to call from many threads.</summary>
public interface ISavableState
{
    /// <summary>Writes the state, with a format version and a checksum.</summary>
    ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Replaces the state by a saved one; on failure the state stays as it was.</summary>
    /// <exception cref="StateException">The state is damaged, too new, or of another model.</exception>
    ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default);
}
