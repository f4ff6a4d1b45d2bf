using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// One step of Adam with decoupled weight decay: Kingma, Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015 (arXiv 1412.6980), algorithm 1; Loshchilov, Hutter, "Decoupled Weight
/// Decay Regularization", ICLR 2019 (arXiv 1711.05101), algorithm 2.
/// </summary>
/// <remarks>TorchSharp's own makes numbers of doubles on the way, which may be collected during the native call; here they live until the end.</remarks>
/// <param name="FirstDecay">Decay of the first moment.</param>
/// <param name="SecondDecay">Decay of the second moment.</param>
/// <param name="WeightDecay">Decoupled weight decay.</param>
internal readonly record struct AdamStep(double FirstDecay, double SecondDecay, double WeightDecay)
{
    private const double Epsilon = 1e-8;

    /// <summary>Moves <paramref name="weights"/> against their gradients; a weight without a gradient stays.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="first">First moments, changed.</param>
    /// <param name="second">Second moments, changed.</param>
    /// <param name="steps">How many steps were made, this one included.</param>
    /// <param name="rate">The learning rate.</param>
    public void Apply(IReadOnlyList<torch.Tensor> weights, IReadOnlyList<torch.Tensor?> gradients, IReadOnlyList<torch.Tensor> first, IReadOnlyList<torch.Tensor> second, int steps, double rate)
    {
        using var scope = torch.NewDisposeScope();
        using var none = torch.no_grad();
        using Scalar decay1 = FirstDecay, gain1 = 1 - FirstDecay, decay2 = SecondDecay, gain2 = 1 - SecondDecay, epsilon = Epsilon, shrink = 1 - (rate * WeightDecay);
        using Scalar step = rate / (1 - Math.Pow(FirstDecay, steps)), correction = 1 - Math.Pow(SecondDecay, steps);
        for (var i = 0; i < weights.Count; i++)
        {
            if (gradients[i] is not { IsInvalid: false } gradient)
                continue;
            first[i].mul_(decay1).add_(gradient, gain1);
            second[i].mul_(decay2).addcmul_(gradient, gradient, gain2);
            if (WeightDecay > 0)
                weights[i].mul_(shrink);
            weights[i].sub_(first[i].mul(step).div(second[i].div(correction).sqrt().add(epsilon)));
        }
    }
}
