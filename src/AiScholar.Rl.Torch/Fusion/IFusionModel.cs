namespace AiScholar.Rl.Torch;

/// <summary>
/// The network behind gated fusion. Safe to call from many threads: training works on a copy, and fusing goes on with the old weights until it is done.
/// </summary>
public interface IFusionModel
{
    /// <summary>Width of the fused vectors.</summary>
    int Dimension { get; }

    /// <summary>Fuses one sample. The model takes any widths: it makes weights for new ones from its seed.</summary>
    /// <exception cref="AdvancedRlException">A vector is not finite or too wide, or too many widths were seen; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    FusedEmbedding Fuse(FusionSample sample);

    /// <summary>Learns from pairs, on a thread of the pool; on failure or cancellation the weights stay as they were. Trainings queue up.</summary>
    /// <param name="pairs">At least four pairs whose text vectors have one width and whose visual vectors have one width; either may be missing in a sample.</param>
    /// <param name="options">How to learn; null for the defaults.</param>
    /// <param name="progress">Is told of every epoch.</param>
    /// <param name="cancellationToken">Ends training at the next batch.</param>
    /// <exception cref="AdvancedRlException">
    /// The pairs are unusable (code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>), an option is out of its range (<see cref="AdvancedRlErrorCode.InvalidConfiguration"/>), or the loss left the finite numbers.
    /// </exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    Task<FusionTrainingResult> TrainAsync(
        IReadOnlyList<FusionPair> pairs, FusionTrainingOptions? options = null, IProgress<FusionTrainingProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights, with a format version and a checksum.</summary>
    ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights to a file, which is replaced as a whole or not at all.</summary>
    ValueTask SaveAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Replaces the weights by saved ones; on failure they stay as they were.</summary>
    /// <exception cref="StateException">The checkpoint is damaged, too new, too large, or of another model.</exception>
    ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default);

    /// <summary>Replaces the weights by those of a file; on failure they stay as they were.</summary>
    /// <exception cref="StateException">The checkpoint is absent, damaged, too new, too large, or of another model.</exception>
    ValueTask LoadAsync(string path, CancellationToken cancellationToken = default);
}
