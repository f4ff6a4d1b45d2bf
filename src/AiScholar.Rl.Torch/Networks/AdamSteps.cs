using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Adam on ready gradients: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015 (arXiv 1412.6980), algorithm 1. Meta-gradients are no gradients of a loss at the
/// weights, which TorchSharp's own optimizer wants; and its moments belong to the dispose scope this is made in.
/// </summary>
internal sealed class AdamSteps
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly IReadOnlyList<torch.Tensor> _weights;
    private readonly torch.Tensor[] _first, _second;
    private readonly double _learningRate;
    private int _steps;

    public AdamSteps(IReadOnlyList<torch.Tensor> weights, double learningRate)
    {
        using var gradients = torch.no_grad();
        (_weights, _learningRate) = (weights, learningRate);
        (_first, _second) = ([.. weights.Select(weight => torch.zeros_like(weight))], [.. weights.Select(weight => torch.zeros_like(weight))]);
    }

    /// <summary>Moves the weights against the gradients.</summary>
    public void Step(IReadOnlyList<torch.Tensor> gradients)
    {
        using var scope = torch.NewDisposeScope();
        using var none = torch.no_grad();
        _steps++;
        double first = 1 - Math.Pow(Beta1, _steps), second = 1 - Math.Pow(Beta2, _steps);
        for (var i = 0; i < _weights.Count; i++)
        {
            _first[i].mul_(Beta1).add_(gradients[i], 1 - Beta1);
            _second[i].mul_(Beta2).addcmul_(gradients[i], gradients[i], 1 - Beta2);
            _weights[i].sub_(_first[i] * (_learningRate / first) / ((_second[i] / second).sqrt() + Epsilon));
        }
    }

    /// <summary>Moves the weights against the loss's gradient.</summary>
    public void Minimize(torch.Tensor loss) => Step([.. torch.autograd.grad([loss], [.. _weights])]);
}
