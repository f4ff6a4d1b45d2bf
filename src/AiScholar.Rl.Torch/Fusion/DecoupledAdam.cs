using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Adam with decoupled weight decay: Loshchilov, Hutter, "Decoupled Weight Decay Regularization", ICLR 2019 (arXiv 1711.05101), algorithm 2. Its moments can be saved, so that an
/// interrupted training goes on as if it had not been.
/// </summary>
internal sealed class DecoupledAdam : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly ElementWeights _weights;
    private readonly double _rate, _decay;

    public DecoupledAdam(ElementWeights weights, double learningRate, double weightDecay)
    {
        (_weights, _rate, _decay) = (weights, learningRate, weightDecay);
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
        IReadOnlyList<torch.Tensor> weights = _weights.Tensors, first = First.Tensors, second = Second.Tensors;
        var gradients = torch.autograd.grad([loss], [.. weights], allow_unused: true);
        using var none = torch.no_grad();
        Steps++;
        // Numbers that TorchSharp makes of doubles on the way may be collected during the native call: these live until the end.
        using Scalar beta1 = Beta1, gain1 = 1 - Beta1, beta2 = Beta2, gain2 = 1 - Beta2, epsilon = Epsilon, shrink = 1 - (_rate * _decay);
        using Scalar step = _rate / (1 - Math.Pow(Beta1, Steps)), correction = 1 - Math.Pow(Beta2, Steps);
        for (var i = 0; i < weights.Count; i++)
        {
            if (gradients[i] is null || gradients[i].IsInvalid)
                continue;
            first[i].mul_(beta1).add_(gradients[i], gain1);
            second[i].mul_(beta2).addcmul_(gradients[i], gradients[i], gain2);
            weights[i].mul_(shrink).sub_(first[i].mul(step).div(second[i].div(correction).sqrt().add(epsilon)));
        }
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
