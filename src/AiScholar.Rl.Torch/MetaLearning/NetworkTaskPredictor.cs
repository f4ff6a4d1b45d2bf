namespace AiScholar.Rl.Torch;

/// <summary>A network adapted to one task, in managed memory. Immutable.</summary>
internal sealed class NetworkTaskPredictor(MetaNetworkState state, PerceptronWeights weights) : ITaskPredictor
{
    public MetaPrediction Predict(MetaItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var value = state.Scale.Restore(weights.Forward(state.Input(item))[0]);
        return new MetaPrediction { Value = value, Mean = value };
    }
}
