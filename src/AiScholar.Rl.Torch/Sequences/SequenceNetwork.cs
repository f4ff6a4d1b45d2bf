using TorchSharp;
using TorchSharp.Modules;

namespace AiScholar.Rl.Torch;

/// <summary>
/// A causal network over actions: from an embedding of each action (tied with the output, as in SASRec) to a hidden vector for each position, whose inner product
/// with an action's embedding, plus the action's bias, is the action's logit.
/// </summary>
internal abstract class SequenceNetwork : IDisposable
{
    public const int GapBuckets = 40;

    private const double EmbeddingDeviation = 0.02;

    private readonly SortedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly torch.Tensor? _actionFeatures;

    protected SequenceNetwork(SequenceShape shape, torch.Tensor? actionFeatures, torch.Generator generator, torch.Device device)
    {
        (Shape, Device, Generator) = (shape, device, generator);
        _actionFeatures = actionFeatures;
        Normal("actions", shape.Actions, shape.Width);
        Constant("bias", 0, shape.Actions);
        if (shape.ActionFeatures > 0)
            Normal("action-features", shape.ActionFeatures, shape.Width);
        if (shape.UserFeatures > 0)
            Normal("user-features", shape.UserFeatures, shape.Width);
        if (shape.Timestamps)
            Normal("gaps", GapBuckets, shape.Width);
    }

    public SequenceShape Shape { get; }

    public torch.Device Device { get; }

    public IReadOnlyCollection<Parameter> Parameters => _parameters.Values;

    public IEnumerable<KeyValuePair<string, Parameter>> Named => _parameters;

    /// <summary>[actions, features]: the weights of each action's features, of row sum 1; null without.</summary>
    public torch.Tensor? ActionFeatures => _actionFeatures;

    public torch.Tensor Bias => this["bias"];

    /// <summary>Whether products are in bfloat16, as in training on a CPU that is made for it.</summary>
    public bool IsReduced { get; set; }

    protected torch.Generator Generator { get; }

    protected Parameter this[string name] => _parameters[name];

    /// <summary>[actions, width]: the embedding of every action, its features' included.</summary>
    public torch.Tensor Table() => _actionFeatures is null ? this["actions"] : this["actions"] + _actionFeatures.matmul(this["action-features"]);

    /// <summary>[rows, length, width]: the hidden vector after each action.</summary>
    public torch.Tensor Encode(torch.Tensor table, SequenceBatch batch, DropoutMasks? dropout) => Encode(Embed(table, batch), batch.Positions, dropout);

    /// <summary>[rows, length, width]: the hidden vectors of what <see cref="Embed"/> gave.</summary>
    public torch.Tensor EncodeEmbedded(torch.Tensor embedded, torch.Tensor positions) => Encode(embedded, positions, null);

    /// <summary>[rows, length, width]: the input vector of each action, positions aside.</summary>
    public torch.Tensor Embed(torch.Tensor table, SequenceBatch batch)
    {
        var hidden = Lookup(table, batch.Actions).Times(Math.Sqrt(Shape.Width));
        if (batch.Gaps is { } gaps && Shape.Timestamps)
            hidden += Lookup(this["gaps"], gaps).Times(Math.Sqrt(Shape.Width));
        if (batch.UserFeatures is { } features && Shape.UserFeatures > 0)
            hidden += features.matmul(this["user-features"]).unsqueeze(1).Times(Math.Sqrt(Shape.Width));
        return hidden;
    }

    /// <summary>Sets the biases to the logarithm of each action's frequency, less their mean: training need not learn popularity first.</summary>
    public void StartFrom(ReadOnlySpan<float> logPopularity)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var values = torch.tensor(logPopularity.ToArray(), device: Device);
        Bias.copy_(values - values.mean());
    }

    /// <summary>Sets the embeddings of the actions.</summary>
    public void StartFrom(torch.Tensor embeddings)
    {
        using var gradients = torch.no_grad();
        this["actions"].copy_(embeddings);
    }

    /// <summary>Copies the values of <paramref name="source"/> into these parameters.</summary>
    public void CopyFrom(IReadOnlyList<torch.Tensor> source)
    {
        using var gradients = torch.no_grad();
        foreach (var (parameter, value) in Parameters.Zip(source))
            parameter.copy_(value);
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters.Values)
            parameter.Dispose();
        _parameters.Clear();
        _actionFeatures?.Dispose();
    }

    protected abstract torch.Tensor Encode(torch.Tensor hidden, torch.Tensor positions, DropoutMasks? dropout);

    /// <summary>[rows, length, width]: the rows of <paramref name="table"/> at <paramref name="indices"/>.</summary>
    protected static torch.Tensor Lookup(torch.Tensor table, torch.Tensor indices) =>
        table.index_select(0, indices.reshape(-1)).view(indices.shape[0], indices.shape[1], table.shape[1]);

    protected void Normal(string name, params long[] size) => Set(name, torch.empty(size).normal_(0, EmbeddingDeviation, Generator));

    /// <summary>Uniform on ±sqrt(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.</summary>
    protected void Glorot(string name, long inputs, long outputs)
    {
        var bound = Math.Sqrt(6.0 / (inputs + outputs));
        Set(name, torch.empty(inputs, outputs).uniform_(-bound, bound, Generator));
    }

    protected void Constant(string name, double value, params long[] size) => Set(name, torch.full(size, (float)value));

    private void Set(string name, torch.Tensor value)
    {
        using (value)
            _parameters[name] = (Parameter)new Parameter(value.to(Device).clone()).DetachFromDisposeScope();
    }
}
