namespace AiScholar.Rl.Torch;

/// <summary>All that the policy has learnt. The policy guards it by its locks.</summary>
internal sealed class NeuralLinearState(int replayCapacity)
{
    public Dictionary<string, int> Actions { get; } = new(StringComparer.Ordinal);

    public ReplayBuffer Replay { get; } = new(replayCapacity);

    /// <summary>Null before the first reward.</summary>
    public NeuralLinearModel? Model { get; set; }

    /// <summary>How many rewards were learnt from.</summary>
    public long Count { get; set; }

    /// <returns>False when the action is one too many, and nothing was learnt.</returns>
    public bool Add(float[] context, string action, float reward, NeuralLinearOptions options, Func<Random> random)
    {
        if (!Actions.TryGetValue(action, out var index))
        {
            if (Actions.Count >= options.MaxActions)
                return false;
            Actions.Add(action, index = Actions.Count);
        }

        Model ??= new NeuralLinearModel(NeuralLinearTrainer.Widen(null, Math.Max(1, context.Length), Actions.Count, options, random()), options.Ridge);
        var replay = new ReplayBuffer.Replay(context, index, reward);
        Replay.Add(replay);
        Model.Learn(replay);
        Count++;
        return true;
    }

    /// <summary>A copy to train on while learning goes on.</summary>
    public TrainingSet ToTraining() => new(Model?.Network, [.. Replay.InOrder], Actions.Count, Count);

    /// <summary>The regressions on a new representation, from what is kept for replay.</summary>
    public NeuralLinearModel Rebuild(PerceptronWeights network, NeuralLinearOptions options)
    {
        var model = new NeuralLinearModel(network, options.Ridge);
        foreach (var replay in Replay.InOrder)
            model.Learn(replay);
        return model;
    }

    /// <param name="Network">Where to start.</param>
    /// <param name="Replay">The rewards, oldest first.</param>
    /// <param name="Actions">How many actions there are.</param>
    /// <param name="Count">How many rewards were learnt from.</param>
    internal sealed record TrainingSet(PerceptronWeights? Network, ReplayBuffer.Replay[] Replay, int Actions, long Count);
}
