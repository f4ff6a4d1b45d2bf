using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>A representation and, for each action, the regression on it. The policy guards it by a lock.</summary>
internal sealed class NeuralLinearModel(PerceptronWeights network, double ridge)
{
    public PerceptronWeights Network => network;

    /// <summary>Features of the last layer, with a constant.</summary>
    public int Width => network.FeatureWidth + 1;

    public List<LastLayerRegression> Regressions { get; } = [];

    /// <summary>Fills z = [1, last layer] for a context; positions that the network does not know are left out.</summary>
    public void Encode(ReadOnlySpan<float> context, BanditVector z)
    {
        if (context.Length != network.InputWidth)
        {
            var input = new float[network.InputWidth];
            context[..Math.Min(context.Length, input.Length)].CopyTo(input);
            context = input;
        }

        var features = network.Features(context);
        var values = new double[Width];
        values[0] = 1;
        for (var i = 0; i < features.Length; i++)
            values[i + 1] = features[i];
        z.LoadRaw(values);
    }

    /// <summary>One reward more, in a rank-one step.</summary>
    public void Learn(in ReplayBuffer.Replay replay)
    {
        while (Regressions.Count <= replay.Action)
            Regressions.Add(new LastLayerRegression(Width, ridge));
        var z = new BanditVector();
        Encode(replay.Context, z);
        Regressions[replay.Action].Learn(z, replay.Reward, new double[SymmetricKernels.Pad(Width)]);
    }

    /// <summary>Mean and variance of each action; an action without rewards has the prior's.</summary>
    public void Score(ReadOnlySpan<float> context, ReadOnlySpan<int> actions, Span<double> means, Span<double> variances)
    {
        var z = new BanditVector();
        Encode(context, z);
        var prior = z.SquaredNorm() / ridge;
        for (var i = 0; i < actions.Length; i++)
        {
            var regression = actions[i] >= 0 && actions[i] < Regressions.Count ? Regressions[actions[i]] : null;
            (means[i], variances[i]) = regression is null ? (0, prior) : (regression.Mean(z), regression.Variance(z));
        }
    }
}
