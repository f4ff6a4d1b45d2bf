namespace AiScholar.Rl;

/// <summary>A predictor adapted to one task. Immutable and safe to call from many threads; later training of its learner does not change it.</summary>
public interface ITaskPredictor
{
    /// <summary>Predicts the answer to an item.</summary>
    /// <exception cref="PersonalizationException">The features are not finite or of another width; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    MetaPrediction Predict(MetaItem item);
}
