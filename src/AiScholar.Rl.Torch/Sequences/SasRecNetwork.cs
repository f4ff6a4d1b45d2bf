using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// SASRec: Kang and McAuley, "Self-attentive sequential recommendation", ICDM 2018, equations 2 to 7: learnt positions, causal self-attention and a point-wise
/// feed-forward net in each block, both residual with dropout.
/// </summary>
/// <remarks>Normalised before each part and once at the end (Xiong et al. 2020, "On layer normalization in the transformer architecture"), with GELU and a feed-forward net twice as wide: it trains faster than the paper's.</remarks>
internal sealed class SasRecNetwork : SequenceNetwork
{
    public const string Kind = "sasrec";

    private const int Expansion = 2;

    public SasRecNetwork(SequenceShape shape, torch.Tensor? actionFeatures, torch.Generator generator, torch.Device device)
        : base(shape, actionFeatures, generator, device)
    {
        long width = shape.Width;
        Normal("positions", shape.Length, width);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var norm in (string[])["attention-norm", "forward-norm"])
            {
                Constant($"{layer}.{norm}.scale", 1, width);
                Constant($"{layer}.{norm}.shift", 0, width);
            }

            Glorot($"{layer}.query-key-value", width, 3 * width);
            Glorot($"{layer}.attended", width, width);
            Glorot($"{layer}.expand", width, Expansion * width);
            Constant($"{layer}.expand.bias", 0, Expansion * width);
            Glorot($"{layer}.contract", Expansion * width, width);
            Constant($"{layer}.contract.bias", 0, width);
        }

        Constant("norm.scale", 1, width);
        Constant("norm.shift", 0, width);
    }

    protected override torch.Tensor Encode(torch.Tensor hidden, torch.Tensor positions, DropoutMasks? dropout)
    {
        hidden += Lookup(this["positions"], positions).Times(Math.Sqrt(Shape.Width));
        hidden = Drop(hidden, dropout);
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            hidden += Drop(Attend(Normalize(hidden, $"{layer}.attention-norm"), layer), dropout);
            var inner = torch.nn.functional.gelu(Product(Normalize(hidden, $"{layer}.forward-norm"), $"{layer}.expand") + this[$"{layer}.expand.bias"]);
            hidden += Drop(Product(Drop(inner, dropout), $"{layer}.contract") + this[$"{layer}.contract.bias"], dropout);
        }

        return Normalize(hidden, "norm");
    }

    private static torch.Tensor Drop(torch.Tensor hidden, DropoutMasks? dropout) => dropout?.Apply(hidden) ?? hidden;

    private torch.Tensor Attend(torch.Tensor input, int layer)
    {
        var (rows, length, headWidth) = (input.shape[0], input.shape[1], Shape.Width / Shape.Heads);
        var parts = Product(input, $"{layer}.query-key-value").view(rows, length, 3, Shape.Heads, headWidth).permute(2, 0, 3, 1, 4);
        var attended = torch.nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
        return Product(attended.transpose(1, 2).reshape(rows, length, Shape.Width), $"{layer}.attended");
    }

    private torch.Tensor Product(torch.Tensor left, string right) => ReducedPrecision.Product(left, this[right], IsReduced);

    private torch.Tensor Normalize(torch.Tensor input, string name) =>
        torch.nn.functional.layer_norm(input, [Shape.Width], this[$"{name}.scale"], this[$"{name}.shift"], 1e-6);
}
