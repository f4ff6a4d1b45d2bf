namespace AiScholar.Rl.Torch;

/// <summary>
/// A network that predicts the next action from the sequence of the last ones: the trainable side of the predictors <c>sasrec</c> and <c>gru4rec</c>, a keyed service
/// <c>{loop}/{name}</c>. Safe to call from many threads: training works on a network of its own, and prediction goes on with the old one until it is done.
/// </summary>
public interface ISequenceModel : ISavableState
{
    /// <summary>How many different actions it knows; 0 before it is trained or loaded.</summary>
    int ActionCount { get; }

    /// <summary>Trains a new network, on a thread of the pool, and puts it in the old one's place; on failure or cancellation the old one stays. Trainings queue up.</summary>
    /// <param name="data">At least two sequences of two or more actions.</param>
    /// <param name="options">How to learn; null for the defaults.</param>
    /// <param name="progress">Is told of every epoch.</param>
    /// <param name="cancellationToken">Ends training at the next step.</param>
    /// <exception cref="AdvancedRlException">
    /// The sequences are unusable (code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>), an option is out of its range (<see cref="AdvancedRlErrorCode.InvalidConfiguration"/>), or the loss left the finite numbers.
    /// </exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    Task<SequenceTrainingResult> TrainAsync(
        SequenceTrainingSet data, SequenceTrainingOptions? options = null, IProgress<SequenceTrainingProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights to a file, which is replaced as a whole or not at all.</summary>
    ValueTask SaveAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Replaces the weights by those of a file; on failure they stay as they were.</summary>
    /// <exception cref="StateException">The checkpoint is absent, damaged, too new, too large, or of another network.</exception>
    ValueTask LoadAsync(string path, CancellationToken cancellationToken = default);
}
