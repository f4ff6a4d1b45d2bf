using System.Diagnostics.CodeAnalysis;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The weights of gated fusion for every width that was seen: one projection a text width and a visual width, one gate a pair of them. New widths get
/// weights from a seed of their own, so that they do not depend on the order in which they come. Safe to call from many threads.
/// </summary>
internal sealed class GatedFusionWeights(int dimension, long seed, int maximumWidths, torch.Device device) : IDisposable
{
    public const string Kind = "gated-fusion";
    public const int ModelVersion = 1;

    private readonly Lock _gate = new();
    private readonly Dictionary<FusionWeightKey, torch.Tensor> _tensors = [];
    private readonly HashSet<(int Text, int Visual)> _trained = [];

    /// <summary>The unit for these widths; 0 means that the part is missing. Its tensors belong to these weights.</summary>
    /// <exception cref="AdvancedRlException">A new width is one too many; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    public GatedMultimodalUnit Unit(int textWidth, int visualWidth)
    {
        lock (_gate)
        {
            return new GatedMultimodalUnit(
                textWidth == 0 ? null : Get(FusionWeightKey.ForText(textWidth)),
                visualWidth == 0 ? null : Get(FusionWeightKey.ForVisual(visualWidth)),
                textWidth == 0 || visualWidth == 0 ? null : Get(FusionWeightKey.ForGate(textWidth, visualWidth)));
        }
    }

    /// <summary>Whether training has seen these widths; 0 means that the part is missing.</summary>
    public bool IsTrained(int textWidth, int visualWidth)
    {
        lock (_gate)
            return _trained.Any(pair => (textWidth == 0 || pair.Text == textWidth) && (visualWidth == 0 || pair.Visual == visualWidth));
    }

    /// <summary>A deep copy.</summary>
    public GatedFusionWeights Copy()
    {
        var copy = new GatedFusionWeights(dimension, seed, maximumWidths, device);
        lock (_gate)
        {
            foreach (var (key, tensor) in _tensors)
                copy._tensors[key] = tensor.clone().DetachFromDisposeScope();
            copy._trained.UnionWith(_trained);
        }

        return copy;
    }

    /// <summary>Takes over trained tensors, in the place of those for the same widths.</summary>
    public void SetTrained(int textWidth, int visualWidth, GatedMultimodalUnit unit)
    {
        lock (_gate)
        {
            Set(FusionWeightKey.ForText(textWidth), unit.Text);
            Set(FusionWeightKey.ForVisual(visualWidth), unit.Visual);
            Set(FusionWeightKey.ForGate(textWidth, visualWidth), unit.Gate);
            _trained.Add((textWidth, visualWidth));
        }
    }

    public Checkpoint ToCheckpoint()
    {
        lock (_gate)
        {
            return new Checkpoint
            {
                Kind = Kind,
                ModelVersion = ModelVersion,
                Metadata = new Dictionary<string, string>
                {
                    ["dimension"] = dimension.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["trained"] = string.Join(';', _trained.Order().Select(pair => FusionWeightKey.ForGate(pair.Text, pair.Visual))),
                },
                Tensors = [.. _tensors.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal).Select(pair => TensorTransfer.ToCheckpoint(pair.Key.ToString(), pair.Value))],
            };
        }
    }

    /// <exception cref="StateException">The checkpoint is of another network or dimension, or a weight in it is not finite.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "Returned, or disposed in the catch block.")]
    public static GatedFusionWeights FromCheckpoint(Checkpoint checkpoint, int dimension, long seed, int maximumWidths, torch.Device device)
    {
        checkpoint.Require(Kind, ModelVersion);
        var weights = new GatedFusionWeights(dimension, seed, maximumWidths, device);
        try
        {
            foreach (var saved in checkpoint.Tensors)
                weights.Add(saved);
            foreach (var name in checkpoint.Metadata.GetValueOrDefault("trained", "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                weights._trained.Add(FusionWeightKey.TryParse(name, out var key) && key.Part == FusionPart.Gate ? (key.TextWidth, key.VisualWidth) : throw Mismatch($"it calls '{name}' trained"));
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var tensor in _tensors.Values)
                tensor.Dispose();
            _tensors.Clear();
        }
    }

    private void Add(CheckpointTensor saved)
    {
        if (!FusionWeightKey.TryParse(saved.Name, out var key) || key.InputWidth == 0)
            throw Mismatch($"its tensor '{saved.Name}' is unknown");
        if (saved.ElementType != "float32" || !saved.Shape.SequenceEqual([dimension, key.InputWidth]))
            throw Mismatch($"its tensor '{saved.Name}' is {saved.ElementType} [{string.Join(", ", saved.Shape)}], and this model needs float32 [{dimension}, {key.InputWidth}] (MultiModal:Integrators:gated-fusion:Dimension)");
        if (Count(key.Part) == maximumWidths)
            throw Mismatch($"it has more than {maximumWidths} widths of a part (MultiModal:Integrators:gated-fusion:MaximumWidths)");
        var tensor = _tensors[key] = TensorTransfer.ToTensor(saved, device);
        using var scope = torch.NewDisposeScope();
        if (!tensor.isfinite().all().item<bool>())
            throw new StateException($"The checkpoint is damaged: its tensor '{saved.Name}' holds a number that is not finite.");
    }

    private torch.Tensor Get(FusionWeightKey key)
    {
        if (_tensors.TryGetValue(key, out var known))
            return known;
        if (Count(key.Part) == maximumWidths)
            throw FusionInputs.Invalid($"The model has weights for {maximumWidths} widths ({key.Part.ToString().ToLowerInvariant()}) and met one more; the limit is MultiModal:Integrators:gated-fusion:MaximumWidths.");
        return _tensors[key] = Initialize(key);
    }

    /// <summary>Uniform on ±sqrt(6 / (inputs + outputs)): Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 16.</summary>
    private torch.Tensor Initialize(FusionWeightKey key)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        using var generator = new torch.Generator(key.Seed(seed), torch.CPU);
        var bound = Math.Sqrt(6.0 / (key.InputWidth + dimension));
        return torch.empty(dimension, key.InputWidth).uniform_(-bound, bound, generator).to(device).DetachFromDisposeScope();
    }

    private int Count(FusionPart part) => _tensors.Keys.Count(key => key.Part == part);

    private void Set(FusionWeightKey key, torch.Tensor? tensor)
    {
        if (tensor is null)
            return;
        if (_tensors.Remove(key, out var old))
            old.Dispose();
        _tensors[key] = tensor;
    }

    private static StateException Mismatch(string why) => new(AdvancedRlErrorCode.StateMismatch, $"The checkpoint does not fit the gated fusion model: {why}.");
}
