namespace AiScholar.Rl.Torch;

/// <summary>
/// Fuses what is known of an element (paragraphs, words inside, picture, layout) into one vector, in one space with queries in words; learns from captions and their elements. Safe
/// to call from many threads: training works on a copy, and encoding goes on with the old weights until it is done.
/// </summary>
public interface IElementFusionModel
{
    /// <summary>Width of the vectors.</summary>
    int Dimension { get; }

    /// <summary>Encodes elements, in batches on the device; any source of a view may be missing, and its caption is not read.</summary>
    /// <returns>One embedding for each view, in order.</returns>
    /// <exception cref="AdvancedRlException">A view is malformed or over a limit; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    ValueTask<IReadOnlyList<ElementEmbedding>> EncodeAsync(IReadOnlyList<ElementView> views, CancellationToken cancellationToken = default);

    /// <summary>Encodes queries, such as captions or a reader's question, in batches on the device.</summary>
    /// <returns>One vector for each text, in order; all 0 for a text without words.</returns>
    /// <exception cref="AdvancedRlException">A text is too long; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EncodeQueriesAsync(IReadOnlyList<string> queries, CancellationToken cancellationToken = default);

    /// <summary>Learns to find elements by their captions, on a thread of the pool; on failure or cancellation the weights stay as they were. Trainings queue up.</summary>
    /// <param name="views">At least eight views with a caption and something else; others are passed over.</param>
    /// <param name="options">How to learn; null for the defaults.</param>
    /// <param name="progress">Is told of every epoch.</param>
    /// <param name="cancellationToken">Ends training at the next batch; with <see cref="ElementTrainingOptions.CheckpointPath"/> a later call goes on after the last whole epoch.</param>
    /// <exception cref="AdvancedRlException">
    /// The views are unusable (code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>), an option is out of its range (<see cref="AdvancedRlErrorCode.InvalidConfiguration"/>), or the loss left the finite numbers.
    /// </exception>
    /// <exception cref="StateException">The checkpoint of an interrupted training is damaged or of another training.</exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    Task<FusionTrainingResult> TrainAsync(
        IReadOnlyList<ElementView> views, ElementTrainingOptions? options = null, IProgress<FusionTrainingProgress>? progress = null, CancellationToken cancellationToken = default);

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
