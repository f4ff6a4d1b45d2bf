using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The tensors of an element network by name. They belong to this object and to no dispose scope.</summary>
internal sealed class ElementWeights(torch.Generator? generator, torch.Device device) : IDisposable
{
    /// <summary>Width h of what integrators join.</summary>
    public const int Hidden = 64;

    private readonly SortedDictionary<string, torch.Tensor> _tensors = new(StringComparer.Ordinal);

    public torch.Tensor this[string name] => _tensors[name];

    public IReadOnlyCollection<KeyValuePair<string, torch.Tensor>> Named => _tensors;

    public IReadOnlyList<torch.Tensor> Tensors => [.. _tensors.Values];

    /// <summary>Each vector to mean 0 and variance 1: Ba, Kiros, Hinton, "Layer Normalization", 2016, without gain and bias.</summary>
    public static torch.Tensor Normalize(torch.Tensor vectors) => torch.nn.functional.layer_norm(vectors, [Hidden]);

    public void Zero(string name, params long[] size) => Constant(name, 0, size);

    public void Constant(string name, double value, params long[] size) => Add(name, torch.full(size, (float)value));

    public void Normal(string name, double deviation, params long[] size) => Add(name, torch.empty(size).normal_(0, deviation, generator));

    /// <summary>Uniform on ±sqrt(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.</summary>
    public void Glorot(string name, long outputs, long inputs)
    {
        var bound = Math.Sqrt(6.0 / (inputs + outputs));
        Add(name, torch.empty(outputs, inputs).uniform_(-bound, bound, generator));
    }

    /// <summary>A deep copy, on which gradients may be taken.</summary>
    public ElementWeights Copy(bool requiresGradient)
    {
        using var none = torch.no_grad();
        var copy = new ElementWeights(null, device);
        foreach (var (name, tensor) in _tensors)
            copy._tensors[name] = tensor.detach().clone().requires_grad_(requiresGradient).DetachFromDisposeScope();
        return copy;
    }

    /// <summary>Takes over the values of others of the same layout.</summary>
    public void CopyFrom(ElementWeights source)
    {
        using var none = torch.no_grad();
        foreach (var (name, tensor) in _tensors)
            tensor.copy_(source[name]);
    }

    /// <summary>Moves the values towards those of others of the same layout.</summary>
    /// <param name="target">The others.</param>
    /// <param name="rate">How far, 0 to 1.</param>
    public void MoveTowards(ElementWeights target, double rate)
    {
        using var none = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using Scalar share = rate;
        foreach (var (name, tensor) in _tensors)
            tensor.add_(target[name].sub(tensor), share);
    }

    /// <summary>Tensors to save, their names after a prefix.</summary>
    public IEnumerable<CheckpointTensor> Save(string prefix = "") => _tensors.Select(pair => TensorTransfer.ToCheckpoint(prefix + pair.Key, pair.Value));

    /// <summary>Takes over saved values, single or half precision; every name of this layout must be there in its shape.</summary>
    /// <exception cref="StateException">A tensor is missing, of another shape, or not finite.</exception>
    public void Load(Checkpoint checkpoint, string prefix = "")
    {
        using var none = torch.no_grad();
        var saved = checkpoint.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var (name, tensor) in _tensors)
        {
            if (!saved.TryGetValue(prefix + name, out var source) || source.ElementType is not ("float32" or "float16") || !source.Shape.SequenceEqual(tensor.shape))
                throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The checkpoint does not fit the element fusion network: its tensor '{prefix + name}' is missing or not of the shape [{string.Join(", ", tensor.shape)}].");
            using var scope = torch.NewDisposeScope();
            using var values = TensorTransfer.ToTensor(source, device);
            if (!values.isfinite().all().item<bool>())
                throw new StateException($"The checkpoint is damaged: its tensor '{prefix + name}' holds a number that is not finite.");
            tensor.copy_(values.to(torch.float32));
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _tensors.Clear();
    }

    private void Add(string name, torch.Tensor value)
    {
        using (value)
            _tensors[name] = value.to(device).clone().DetachFromDisposeScope();
    }
}
