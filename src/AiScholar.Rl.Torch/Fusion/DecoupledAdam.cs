using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary><see cref="AdamStep"/> whose moments can be saved, so that an interrupted training goes on as if it had not been.</summary>
internal sealed class DecoupledAdam : IDisposable
{
    private readonly ElementWeights _weights;
    private readonly AdamStep _step;
    private readonly double _rate;

    public DecoupledAdam(ElementWeights weights, double learningRate, double weightDecay)
    {
        (_weights, _rate, _step) = (weights, learningRate, new AdamStep(0.9, 0.999, weightDecay));
        (First, Second) = (Zeros(weights), Zeros(weights));
    }

    public ElementWeights First { get; }

    public ElementWeights Second { get; }

    /// <summary>How many steps were made.</summary>
    public int Steps { get; set; }

    /// <summary>Moves the weights against the loss's gradient.</summary>
    public void Minimize(torch.Tensor loss)
    {
        using var scope = torch.NewDisposeScope();
        var gradients = torch.autograd.grad([loss], [.. _weights.Tensors], allow_unused: true);
        _step.Apply(_weights.Tensors, [.. gradients], First.Tensors, Second.Tensors, ++Steps, _rate);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }

    private static ElementWeights Zeros(ElementWeights weights)
    {
        using var none = torch.no_grad();
        var zeros = weights.Copy(requiresGradient: false);
        foreach (var tensor in zeros.Tensors)
            tensor.zero_();
        return zeros;
    }
}
