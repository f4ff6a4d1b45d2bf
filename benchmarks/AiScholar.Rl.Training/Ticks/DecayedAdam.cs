using TorchSharp;
using static TorchSharp.torch;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>
/// Adam with decoupled weight decay: I. Loshchilov and F. Hutter, ICLR 2019, algorithm 2. Factors are tensors that live as long as this: TorchSharp's own
/// optimizer passes temporary scalars, which the collector may free during the call.
/// </summary>
internal sealed class DecayedAdam : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Decay = 1e-3;

    private readonly TorchSharp.Modules.Parameter[] _weights;
    private readonly Tensor[] _first, _second;
    private readonly Tensor _beta1 = Factor(Beta1), _rest1 = Factor(1 - Beta1), _beta2 = Factor(Beta2), _rest2 = Factor(1 - Beta2), _epsilon = Factor(1e-8);
    private int _steps;

    public DecayedAdam(IEnumerable<TorchSharp.Modules.Parameter> weights)
    {
        using IDisposable frozen = no_grad();
        _weights = [.. weights];
        (_first, _second) = ([.. _weights.Select(weight => zeros_like(weight).detach())], [.. _weights.Select(weight => zeros_like(weight).detach())]);
    }

    public void Step(double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        _steps++;
        Tensor step = Factor(-rate / (1 - Math.Pow(Beta1, _steps))), correction = Factor(1 / (1 - Math.Pow(Beta2, _steps))), keep = Factor(1 - (rate * Decay));
        for (int i = 0; i < _weights.Length; i++)
        {
            Tensor gradient = _weights[i].grad!;
            _first[i].mul_(_beta1).add_(gradient * _rest1);
            _second[i].mul_(_beta2).add_(gradient * gradient * _rest2);
            _weights[i].mul_(keep).add_(_first[i] * step / ((_second[i] * correction).sqrt() + _epsilon));
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. _first, .. _second, _beta1, _rest1, _beta2, _rest2, _epsilon])
            tensor.Dispose();
    }

    private static Tensor Factor(double value) => tensor((float)value);
}
