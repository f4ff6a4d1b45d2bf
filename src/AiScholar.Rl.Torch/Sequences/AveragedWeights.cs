using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The exponential moving average of a network's weights: what Polyak and Juditsky 1992 show to be better than the last ones. Early on it
/// forgets faster, so that the first weights do not stay in it.
/// </summary>
internal sealed class AveragedWeights
{
    private readonly SequenceNetwork _network;
    private readonly double _decay;
    private readonly List<torch.Tensor> _average;

    /// <summary>The tensors belong to the caller's dispose scope.</summary>
    public AveragedWeights(SequenceNetwork network, double decay)
    {
        (_network, _decay) = (network, decay);
        using var gradients = torch.no_grad();
        _average = [.. network.Parameters.Select(parameter => parameter.detach().clone())];
    }

    public void Update(int step)
    {
        using var gradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var rate = 1 - Math.Min(_decay, (1.0 + step) / (10 + step));
        if (_decay == 0)
            rate = 1;
        using Scalar share = rate;
        foreach (var (average, parameter) in _average.Zip(_network.Parameters))
            average.add_(parameter.detach().sub(average), share);
    }

    /// <summary>Exchanges the network's weights for their average; a second call undoes it.</summary>
    public void Swap()
    {
        using var gradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (average, parameter) in _average.Zip(_network.Parameters))
        {
            var current = parameter.detach().clone();
            parameter.copy_(average);
            average.copy_(current);
        }
    }
}
