namespace AiScholar.Rl;

/// <summary>
/// Learns from many tasks how to learn a new one from a few examples: <see cref="MetaTrainAsync"/> on known users, then <see cref="AdaptAsync"/> on
/// the support of a new one, who need not be among them. Safe to call from many threads: adapting goes on with the old state while training runs.
/// </summary>
public interface IMetaLearner : ISavableState
{
    /// <summary>Its name, such as <c>factors</c>.</summary>
    string Name { get; }

    /// <summary>Learns anew from tasks; on failure or cancellation the state stays as it was. Trainings queue up.</summary>
    /// <param name="tasks">Tasks with distinct ids; those without examples are ignored.</param>
    /// <param name="cancellationToken">Ends training at its next step.</param>
    /// <exception cref="PersonalizationException">The tasks are too few, or an answer is not finite; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    Task<MetaTrainingResult> MetaTrainAsync(IReadOnlyList<MetaTask> tasks, CancellationToken cancellationToken = default);

    /// <summary>Adapts to the support of one task.</summary>
    /// <param name="support">What is known of the task; may be empty.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PersonalizationException">An answer is not finite.</exception>
    /// <exception cref="InvalidOperationException">The learner is not trained.</exception>
    ValueTask<ITaskPredictor> AdaptAsync(IReadOnlyList<MetaExample> support, CancellationToken cancellationToken = default);
}
