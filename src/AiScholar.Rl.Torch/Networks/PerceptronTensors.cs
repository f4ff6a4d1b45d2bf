using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>A perceptron's weights on a device. Its tensors belong to the dispose scope it is made in.</summary>
internal sealed class PerceptronTensors
{
    private readonly int[] _widths;

    private PerceptronTensors(int[] widths, torch.Tensor[] tensors) => (_widths, Weights) = (widths, tensors);

    /// <summary>Matrix and bias of each layer in turn.</summary>
    public torch.Tensor[] Weights { get; }

    public static PerceptronTensors From(PerceptronWeights weights, torch.Device device)
    {
        var tensors = new torch.Tensor[2 * weights.Layers];
        for (var layer = 0; layer < weights.Layers; layer++)
        {
            tensors[2 * layer] = Leaf(weights.Matrices[layer], [weights.Widths[layer + 1], weights.Widths[layer]], device);
            tensors[(2 * layer) + 1] = Leaf(weights.Biases[layer], [weights.Widths[layer + 1]], device);
        }

        return new PerceptronTensors(weights.Widths, tensors);
    }

    /// <summary>A weight that gradients are taken of.</summary>
    public static torch.Tensor Leaf(float[] values, long[] shape, torch.Device device) => torch.tensor(values, shape).to(device).requires_grad_(true);

    public torch.Tensor Forward(torch.Tensor inputs) => Forward(inputs, Weights);

    /// <summary>Runs other weights of the same shapes, such as adapted ones.</summary>
    public static torch.Tensor Forward(torch.Tensor inputs, IReadOnlyList<torch.Tensor> weights)
    {
        var current = inputs;
        for (var i = 0; i < weights.Count; i += 2)
        {
            current = torch.nn.functional.linear(current, weights[i], weights[i + 1]);
            if (i + 2 < weights.Count)
                current = current.relu();
        }

        return current;
    }

    /// <summary>Copies all values from another network of the same shapes.</summary>
    public void CopyFrom(PerceptronTensors other)
    {
        using var gradients = torch.no_grad();
        for (var i = 0; i < Weights.Length; i++)
            Weights[i].copy_(other.Weights[i]);
    }

    /// <summary>A copy in managed memory.</summary>
    public PerceptronWeights Export() => Export(_widths, Weights);

    public static PerceptronWeights Export(int[] widths, IReadOnlyList<torch.Tensor> weights)
    {
        using var scope = torch.NewDisposeScope();
        var values = weights.Select(ToArray).ToArray();
        return PerceptronWeights.Of(widths, [.. values.Where((_, i) => i % 2 == 0)], [.. values.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>A tensor's numbers.</summary>
    public static float[] ToArray(torch.Tensor tensor) => tensor.detach().cpu().contiguous().data<float>().ToArray();
}
