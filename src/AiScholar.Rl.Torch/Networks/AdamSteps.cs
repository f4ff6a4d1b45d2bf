using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary><see cref="AdamStep"/> with its moments, which belong to the dispose scope this is made in. Gradients may be ready ones: meta-gradients are no gradients of a loss at the weights.</summary>
internal sealed class AdamSteps
{
    private readonly torch.Tensor[] _weights, _first, _second;
    private readonly AdamStep _step;
    private int _steps;

    public AdamSteps(IEnumerable<torch.Tensor> weights, double learningRate, AdamStep? step = null)
    {
        using var gradients = torch.no_grad();
        (_weights, LearningRate, _step) = ([.. weights], learningRate, step ?? new AdamStep(0.9, 0.999, 0));
        (_first, _second) = ([.. _weights.Select(weight => torch.zeros_like(weight))], [.. _weights.Select(weight => torch.zeros_like(weight))]);
    }

    /// <summary>The learning rate of the steps to come.</summary>
    public double LearningRate { get; set; }

    /// <summary>Moves the weights against the gradients.</summary>
    public void Step(IReadOnlyList<torch.Tensor?> gradients) => _step.Apply(_weights, gradients, _first, _second, ++_steps, LearningRate);

    /// <summary>Moves the weights against the gradients they hold.</summary>
    public void Step() => Step([.. _weights.Select(weight => weight.grad)]);

    /// <summary>Sets the gradients that the weights hold to 0.</summary>
    public void Clear()
    {
        using var none = torch.no_grad();
        foreach (var weight in _weights)
            weight.grad?.zero_();
    }

    /// <summary>Moves the weights against the loss's gradient.</summary>
    public void Minimize(torch.Tensor loss) => Step([.. torch.autograd.grad([loss], [.. _weights])]);
}
